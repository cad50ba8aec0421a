using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.CodeMaps;
using Xunit;

namespace Onboarding.Tests.Stages.MapFields.CodeMaps;

public sealed class CodeMapTableTests
{
    private static readonly ContractField Gender = DataContract.Default.Find("gender")!;
    private static readonly ContractField Language = DataContract.Default.Find("language")!;
    private static readonly Dictionary<string, string> Present = new() { ["W"] = "female", ["M"] = "male" };

    [Fact]
    public void Table_is_read_as_new_changed_and_unchanged_lines_and_keeps_what_it_does_not_name()
    {
        var read = CodeMapImport.Read("Hospital code,Our code\nw,female\nM,OTHER\nK,unknown\n", Gender, Present);

        Assert.True(read.Ready);
        Assert.Equal([new ImportedCode(2, "w", "female", "female"), new ImportedCode(3, "M", "male", "other"), new ImportedCode(4, "K", null, "unknown")], read.Entries);
        Assert.Equal([("K", "unknown"), ("M", "other"), ("Z", "other"), ("w", "female")],
            read.Onto(new Dictionary<string, string>(Present) { ["Z"] = "other" }).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData("Hospital code,Our code\nA,male\nB,female\na,male", 4, "“a” stands on line 2 already")]
    [InlineData("Hospital code,Our code\nA,man", 2, "“man” is none of our codes for gender: male, female, other, unknown.")]
    [InlineData("Hospital code,Our code\n,male", 2, "The hospital's code is missing.")]
    [InlineData("Hospital code,Our code\nA,", 2, "Our code for “A” is missing.")]
    [InlineData("Hospital code,Our code\nA", 2, "Our code for “A” is missing.")]
    [InlineData("A,male\nB,female", 1, "The first line must name the columns")]
    [InlineData("Hospital code,Our code\n\n", 1, "holds no codes")]
    [InlineData("", 1, "The table is empty.")]
    [InlineData("Hospital code,Our code\nA\"x,male", 2, "quotation mark")]
    public void Line_that_is_wrong_is_named_and_nothing_is_ready(string text, int line, string words)
    {
        var read = CodeMapImport.Read(text, Gender, Present);

        var mistake = Assert.Single(read.Mistakes);
        Assert.Equal(line, mistake.Line);
        Assert.Contains(words, mistake.Message, StringComparison.Ordinal);
        Assert.False(read.Ready);
    }

    [Theory]
    [InlineData("\uFEFFhospital code;OUR CODE;note\r\nA;male;x\r\n")]
    [InlineData("Note\tLocal code\tTarget code\n\tA\tmale\n")]
    [InlineData("Our code,Hospital code\r\n male , A \r\n\r\n")]
    public void Tables_of_other_programs_are_read_too(string text)
    {
        var entry = Assert.Single(CodeMapImport.Read(text, Gender, Present).Entries);

        Assert.Equal(("A", "male"), (entry.Code, entry.After));
    }

    [Fact]
    public void Field_without_fixed_codes_takes_any()
    {
        Assert.Equal("pl-PL", Assert.Single(CodeMapImport.Read("Hospital code,Our code\nPOL,pl-PL", Language, Present).Entries).After);
    }

    [Fact]
    public void Table_that_is_too_long_or_too_large_is_not_read()
    {
        var lines = string.Concat(Enumerable.Range(1, CodeMapImport.MostLines + 1).Select(number => $"\nC{number},male"));

        Assert.Empty(CodeMapImport.Read("Hospital code,Our code" + lines, Gender, Present).Entries);
        Assert.Contains("larger", CodeMapImport.Read(new('x', CodeMapImport.MostCharacters + 1), Gender, Present).Mistakes[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("+1")]
    [InlineData("-")]
    [InlineData("@SUM(A1)")]
    [InlineData("'tis")]
    [InlineData("a,\"b\"")]
    [InlineData("＝1+1")]
    public void Exported_table_runs_nothing_in_a_spreadsheet_and_is_read_back_as_it_was(string code)
    {
        var text = CodeMapCsv.Write(new Dictionary<string, string> { [code] = "male" });

        var cell = text.Split("\r\n")[1].TrimStart('"');
        Assert.DoesNotContain(cell[0], "=+-@\t＝");
        Assert.Equal(code, Assert.Single(CodeMapImport.Read(text, Gender, Present).Entries).Code);
    }

    [Fact]
    public void Codes_that_share_one_of_ours_are_one_way()
    {
        var codes = new Dictionary<string, string> { ["M"] = "male", ["MAN"] = "Male", ["W"] = "female" };

        Assert.Equal(["M", "MAN"], OneWay.Of(codes).Order());
        Assert.Equal("Hospital code,Our code,Maps back\r\nM,male,\"no, one-way\"\r\nMAN,Male,\"no, one-way\"\r\nW,female,yes\r\n", CodeMapCsv.Write(codes));
    }
}
