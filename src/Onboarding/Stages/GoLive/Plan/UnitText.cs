namespace Onboarding.Stages.GoLive.Plan;

/// <summary>Units as lines of text, so that many can be pasted from a table: code, then name.</summary>
public static class UnitText
{
    private static readonly char[] Separators = ['\t', ';', ',', '|'];

    public static string Write(IEnumerable<CareUnit> units) => string.Join('\n', units.Select(unit => $"{unit.Code}, {unit.Name}"));

    /// <summary>One unit a line; a line without a separator is code and name at once.</summary>
    public static IReadOnlyList<CareUnit> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line =>
        {
            var parts = line.Split(Separators, 2, StringSplitOptions.TrimEntries);
            var code = parts[0].Trim('"');
            return new CareUnit(code, parts is [_, { Length: > 0 } name] ? name.Trim('"') : code);
        }),
    ];
}
