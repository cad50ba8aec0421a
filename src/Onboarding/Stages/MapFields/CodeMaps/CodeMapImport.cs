using CsvHelper;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>What is wrong with one line of a table.</summary>
public sealed record LineMistake(int Line, string Message);

/// <param name="Before">Our code so far; null for a new entry.</param>
public sealed record ImportedCode(int Line, string Code, string? Before, string After);

/// <summary>A table read against a field's code map. Applies nothing.</summary>
/// <param name="Entries">The lines that are right, in the table's order.</param>
public sealed record CodeMapImport(IReadOnlyList<ImportedCode> Entries, IReadOnlyList<LineMistake> Mistakes)
{
    public const int MostCharacters = 512 * 1024;
    public const int MostLines = 5_000;
    public const int LongestCode = 200;

    private static readonly string[] HospitalNames = [CodeMapCsv.HospitalCode, "Local code", "Source code"];
    private static readonly string[] OurNames = [CodeMapCsv.OurCode, "Target code"];

    public bool Ready => Mistakes.Count == 0 && Entries.Count > 0;

    /// <summary>The code map with the table's entries; what the table does not name stays.</summary>
    public IReadOnlyDictionary<string, string> Onto(IReadOnlyDictionary<string, string> codeMap)
    {
        var codes = new Dictionary<string, string>(codeMap);
        foreach (var entry in Entries)
        {
            foreach (var spelled in codes.Keys.Where(code => Same(code, entry.Code)).ToList())
                codes.Remove(spelled);
            codes[entry.Code] = entry.After;
        }

        return codes;
    }

    public static CodeMapImport Read(string text, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        if (text.Length > MostCharacters)
            return Unreadable(1, $"The table is larger than {MostCharacters / 1024} KB. A code map is a short list; look whether this is the right file.");
        try
        {
            using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), new CsvReaderOptions { Separator = Separator(text), MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true });
            return Read(csv, field, codeMap);
        }
        catch (CsvFormatException broken)
        {
            return Unreadable((int)Math.Max(1, broken.LineNumber), "A quotation mark stands where none may. Save the table as CSV again.");
        }
    }

    private static CodeMapImport Read(CsvReader csv, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        if (csv.Headers.Count == 0)
            return Unreadable(1, "The table is empty.");
        var (from, to) = (Column(csv, HospitalNames), Column(csv, OurNames));
        if (from < 0 || to < 0)
            return Unreadable(1, $"The first line must name the columns “{CodeMapCsv.HospitalCode}” and “{CodeMapCsv.OurCode}”.");

        List<ImportedCode> entries = [];
        List<LineMistake> mistakes = [];
        Dictionary<string, int> seen = new(StringComparer.OrdinalIgnoreCase);
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            if (line > MostLines)
                return Unreadable(line, $"The table has more than {MostLines:N0} lines.");
            var (code, ours) = (Cell(csv, from), Cell(csv, to));
            if (code.Length == 0 && ours.Length == 0)
                continue;
            if (Mistake(code, ours, field, seen) is { } mistake)
                mistakes.Add(new(line, mistake));
            else
                entries.Add(new(line, code, codeMap.FirstOrDefault(entry => Same(entry.Key, code)).Value, Ours(ours, field)!));
            seen.TryAdd(code, line);
        }

        if (entries.Count == 0 && mistakes.Count == 0)
            mistakes.Add(new(1, "The table holds no codes below its first line."));
        return new(entries, mistakes);
    }

    private static string? Mistake(string code, string ours, ContractField field, Dictionary<string, int> seen) => (code, ours) switch
    {
        ("", _) => "The hospital's code is missing.",
        ({ Length: > LongestCode }, _) => $"The hospital's code is longer than {LongestCode} characters.",
        _ when seen.TryGetValue(code, out var first) => $"“{code}” stands on line {first} already. Keep one of the two.",
        (_, "") => $"Our code for “{code}” is missing. Leave the line out, or say what it means.",
        (_, { Length: > LongestCode }) => $"Our code is longer than {LongestCode} characters.",
        _ when Ours(ours, field) is null => $"“{ours}” is none of our codes for {field.Label.ToLowerInvariant()}: {string.Join(", ", field.AllowedCodes)}.",
        _ => null,
    };

    private static string? Ours(string ours, ContractField field) => field.AllowedCodes.Count == 0
        ? ours
        : field.AllowedCodes.FirstOrDefault(allowed => Same(allowed, ours));

    private static int Column(CsvReader csv, string[] names)
    {
        for (var column = 0; column < csv.Headers.Count; column++)
            if (names.Contains(csv.Headers[column].Trim(), StringComparer.OrdinalIgnoreCase))
                return column;
        return -1;
    }

    private static string Cell(CsvReader csv, int column) => CodeMapCsv.Original(csv.GetString(column).Trim()).Trim();

    // Spreadsheets of many countries write semicolons; the line of headings tells.
    private static char Separator(string text)
    {
        var first = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        return first.Contains('\t') ? '\t' : first.Count(';') > first.Count(',') ? ';' : ',';
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static CodeMapImport Unreadable(int line, string message) => new([], [new(line, message)]);
}
