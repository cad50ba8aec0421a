using System.Globalization;
using CsvHelper;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>A code map as a table for spreadsheets: hospital code, our code, and whether it may be mapped back.</summary>
public static class CodeMapCsv
{
    public const string HospitalCode = "Hospital code";
    public const string OurCode = "Our code";
    private const string MapsBack = "Maps back";

    // A spreadsheet runs a cell that begins so; an apostrophe before it makes it text.
    private const string Dangerous = "=+-@\t\r\n＝＋－＠";

    public static string Write(IReadOnlyDictionary<string, string> codeMap)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true))
        {
            var oneWay = OneWay.Of(codeMap);
            csv.WriteRecord([HospitalCode, OurCode, MapsBack]);
            foreach (var (code, ours) in codeMap.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                csv.WriteRecord([Harmless(code), Harmless(ours), oneWay.Contains(code) ? "no, one-way" : "yes"]);
        }

        return text.ToString();
    }

    // A code that itself begins with an apostrophe gets one more, so that reading takes away exactly what writing put there.
    internal static string Harmless(string cell) => cell.Length > 0 && (Dangerous.Contains(cell[0]) || cell[0] == '\'') ? "'" + cell : cell;

    internal static string Original(string cell) => cell.Length > 1 && cell[0] == '\'' && (Dangerous.Contains(cell[1]) || cell[1] == '\'') ? cell[1..] : cell;
}
