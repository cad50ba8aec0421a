namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Tells from the words of an extension's URL, or of an identifier's type, what it is about.</summary>
internal static class TopicWords
{
    private const int LongestName = 40;

    // Said about the field, not the field itself, or about somebody else.
    private static readonly HashSet<string> Beside = new(StringComparer.Ordinal)
    {
        "source", "comment", "note", "reason", "date", "datetime", "time", "status", "verified", "history", "interpreter", "assistance",
        "mother", "mothers", "maternal", "father", "fathers", "paternal", "parent", "parents", "partner", "partners", "spouse", "guardian", "contact", "provider",
    };

    private static readonly Dictionary<string, string[][]> Topics = new(StringComparer.Ordinal)
    {
        [ContractFields.Race] = [["race"]],
        [ContractFields.Ethnicity] = [["ethnicity"], ["ethnic"], ["hispanic"], ["latino"]],
        [ContractFields.BirthSex] = [["birthsex"], ["sex", "birth"], ["sex", "assigned"], ["gender", "birth"]],
        [ContractFields.Language] = [["language"]],
    };

    // Numbers that other pools than the hospital's own carry; "internal" and "external" are keys between systems.
    private static readonly string[] OtherPools =
    [
        "community", "network", "enterprise", "regional", "exchange", "federated", "ssn", "social", "security", "fhir", "internal", "external", "messaging", "mychart", "portal", "insurance",
        "member", "subscriber", "license", "licence", "passport", "account", "old", "former", "ceid", "military", "person", "drivers",
    ];

    private static readonly string[] OtherSystems = ["us-ssn", "2.16.840.1.113883.4.1", "us-npi", "us-medicare", "passport", "driver"];

    /// <summary>True where the URLs of an extension, from the outside in, name this field.</summary>
    internal static bool Says(string fieldId, IReadOnlyList<string> urls)
    {
        if (!Topics.TryGetValue(fieldId, out var topics))
            return false;
        var words = urls.SelectMany(url => Words(LastPart(url))).ToHashSet(StringComparer.Ordinal);
        return !words.Overlaps(Beside) && Array.Exists(topics, topic => topic.All(words.Contains));
    }

    /// <summary>The word or words by which the innermost URL names the field.</summary>
    internal static string Name(IReadOnlyList<string> urls) => LastPart(urls[^1]) is { Length: > LongestName } name ? name[..LongestName] + "…" : LastPart(urls[^1]);

    /// <summary>True where an identifier's type or system says that another pool than the hospital's own hands it out.</summary>
    internal static bool IsOtherPool(string? typeText, string? system) =>
        Words(typeText ?? "").Any(word => OtherPools.Contains(word)) || (system is not null && Array.Exists(OtherSystems, other => system.Contains(other, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True where an identifier's type or system says that it is a medical record number.</summary>
    internal static bool IsRecordNumber(string? typeText, string? system)
    {
        var words = Words(typeText ?? "").Concat(Words(LastPart(system ?? ""))).ToHashSet(StringComparer.Ordinal);
        return words.Overlaps(["epi", "mr", "chart", "unitnumber"]) || words.Any(word => word.Contains("mrn", StringComparison.Ordinal))
            || (words.Contains("record") && words.Overlaps(["medical", "number"])) || words.IsSupersetOf(["unit", "number"]) || words.IsSupersetOf(["hospital", "number"]);
    }

    private static string LastPart(string url) => url.TrimEnd('/').Split('/', '#')[^1];

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            var ends = at == text.Length || !char.IsLetter(text[at]) || (at > start && char.IsUpper(text[at]) && char.IsLower(text[at - 1]));
            if (!ends)
                continue;
            if (at > start)
                yield return text[start..at].ToLowerInvariant();
            start = at < text.Length && char.IsLetter(text[at]) ? at : at + 1;
        }
    }
}
