using Onboarding.Review;
using Xunit;

namespace Onboarding.Tests.Review;

public sealed class MentionsTests
{
    private static readonly Actor Ann = new("1", "Ann Lee", Roles.Engineer);
    private static readonly Actor AnnMarie = new("2", "Ann Lee Marsh", Roles.Engineer);

    [Theory]
    [InlineData("@Ann Lee please look", "1")]
    [InlineData("over to @ann lee.", "1")]
    [InlineData("@Ann Lee Marsh, yours?", "2")]
    [InlineData("@Ann Lee and @Ann Lee Marsh and @Ann Lee", "1 2")]
    [InlineData("Ann Lee said so, mail ann@leeward.example", "")]
    [InlineData("@Ann Leeward is nobody here", "")]
    public void Whole_names_after_an_at_sign_are_mentioned(string text, string ids) =>
        Assert.Equal(ids, string.Join(' ', Mentions.Of(text, [Ann, AnnMarie]).Select(person => person.Id)));
}
