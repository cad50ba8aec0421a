namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>Hospital codes that share a code of ours: from ours nobody can tell which of them it was.</summary>
public static class OneWay
{
    /// <summary>The hospital codes that must not be mapped back.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<KeyValuePair<string, string>> entries) => entries
        .GroupBy(entry => entry.Value.Trim(), StringComparer.OrdinalIgnoreCase)
        .Where(ours => ours.DistinctBy(entry => entry.Key.Trim(), StringComparer.OrdinalIgnoreCase).Count() > 1)
        .SelectMany(ours => ours.Select(entry => entry.Key))
        .ToHashSet(StringComparer.Ordinal);
}
