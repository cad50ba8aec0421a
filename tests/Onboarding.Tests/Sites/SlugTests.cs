using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class SlugTests
{
    [Theory]
    [InlineData("St. Mary’s, Dubuque", "st-mary-s-dubuque")]
    [InlineData("Hôpital Côté", "hopital-cote")]
    [InlineData("病院", "site")]
    [InlineData("New Haven", "new-haven")]
    public void Name_becomes_an_address(string name, string slug) => Assert.Equal(slug, Slug.From(name));

    [Theory]
    [InlineData("New")]
    [InlineData(" new! ")]
    public void Address_of_the_form_is_never_a_sites(string name) => Assert.Equal("new-site", Slug.From(name));
}
