using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.TestConnection;

/// <summary>Somebody who reads only the first line knows what happened and whose move it is; whoever files the mail sees its subject whole.</summary>
public sealed class FirstLineTests
{
    private const int Longest = 110;

    public static TheoryData<string> Codes => [.. FindingCatalog.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task First_line_of_every_code_is_a_plain_sentence_with_an_owner(string code)
    {
        await using var bench = await Bench.OpenAsync();
        var row = bench.Get<FindingLetters>().Row("Signs us in", FindingCatalog.Create(code), StageBench.Context());

        var line = row.Message!;
        Assert.EndsWith(".", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 1, Longest);
        Assert.DoesNotContain('{', line);
        Assert.DoesNotContain(code, line, StringComparison.OrdinalIgnoreCase);
        Assert.True(char.IsUpper(line[0]), line);
        Assert.DoesNotContain("check your credentials", line, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(row.Owner);
        Assert.False(string.IsNullOrWhiteSpace(row.NextStep));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Mail_subject_of_every_code_fits_and_the_letter_is_there_where_it_is_their_move(string code)
    {
        await using var bench = await Bench.OpenAsync();
        var context = StageBench.Context() with { SiteName = "The Marrowgate and Saltmarsh University Children's Hospital of Lake County" };
        var row = bench.Get<FindingLetters>().Row("Signs us in", FindingCatalog.Create(code), context);

        Assert.Equal(row.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService, row.Letter is null);
        if (row.Letter is { } letter)
            Assert.InRange(letter.Subject.Length, 20, LetterText.LongestSubject);
    }
}
