using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of the taxonomy is caused by a test, or it is said why it cannot be; the README's list says the same.</summary>
public sealed partial class CodeCoverageTests
{
    private const string Begin = "<!-- codes:begin -->\n", End = "<!-- codes:end -->";

    // What no machine outside can cause, and why.
    private static readonly Dictionary<string, string> NotCaused = new()
    {
        [FindingCodes.SelfAssertion] = "guards against a bug of our own in signing; neither a setting nor a hospital can make us sign wrongly",
    };

    private static readonly string[] Levels =
        ["Settings and our own side", "Names", "The way to the port", "Encryption", "HTTP before FHIR", "Is it FHIR, and which", "SMART discovery", "The token", "The first authorised read", "Is there anything to read"];

    [Fact]
    public void Every_code_is_caused_by_a_test_or_said_to_be_out_of_reach()
    {
        var caused = Caused();

        Assert.Empty(FindingCatalog.Codes.Except(caused).Except(NotCaused.Keys));
        Assert.Empty(NotCaused.Keys.Intersect(caused));
    }

    [Fact]
    public void Readme_lists_the_codes_as_they_are()
    {
        var readme = File.ReadAllText(Path.Combine(Here(), "../../../../README.md")).ReplaceLineEndings("\n");
        var (start, end) = (readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, readme.IndexOf(End, StringComparison.Ordinal));

        Assert.Equal(Listed(), readme[start..end]);
    }

    private static string Listed()
    {
        var text = new StringBuilder("| Level | Codes that tests cause |\n|---|---|\n");
        foreach (var level in FindingCatalog.Codes.Except(NotCaused.Keys).GroupBy(code => FindingCatalog.Create(code).Level).OrderBy(level => level.Key))
            text.Append($"| {level.Key} {Levels[level.Key]} | {string.Join(", ", level.Select(code => $"`{code}`"))} |\n");
        text.Append('\n');
        foreach (var (code, why) in NotCaused)
            text.Append($"Not caused: `{code}`, which {why}.\n");
        return text.ToString();
    }

    // By the constants that the code tests name; these files assert code, owner and letter, and nothing else lies in their folders.
    private static HashSet<string> Caused()
    {
        var text = string.Concat(Directory.EnumerateFiles(Here(), "*.cs").Concat(Directory.EnumerateFiles(Path.Combine(Here(), "../Ourselves"), "*.cs"))
            .Where(path => Path.GetFileName(path) != "CodeCoverageTests.cs").Select(File.ReadAllText));
        var named = Word().Matches(text).Select(match => match.Value).ToHashSet();
        return [.. typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => named.Contains(field.Name)).Select(field => (string)field.GetRawConstantValue()!)];
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Word();
}
