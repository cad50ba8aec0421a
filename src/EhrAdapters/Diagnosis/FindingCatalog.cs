using System.Collections.Frozen;
using EhrAdapters.Diagnosis.Catalog;

namespace EhrAdapters.Diagnosis;

/// <summary>The words of every finding, as data: one table per level of the taxonomy in the folder <c>Catalog</c>.</summary>
public static class FindingCatalog
{
    private static readonly FrozenDictionary<string, CatalogEntry> Entries =
        new[]
        {
            ConfigurationLevel.Entries, NetworkLevel.Entries, TlsLevel.Entries, HttpLevel.Entries,
            FhirLevel.Entries, SmartLevel.Entries, TokenLevel.Entries, ReadLevel.Entries,
        }
        .SelectMany(entries => entries)
        .ToFrozenDictionary(entry => entry.Code);

    /// <summary>Every code that can be created, by level.</summary>
    public static IReadOnlyList<string> Codes { get; } =
        [.. Entries.Values.OrderBy(entry => entry.Level).ThenBy(entry => entry.Code, StringComparer.Ordinal).Select(entry => entry.Code)];

    /// <summary>
    /// The finding for a code. Placeholders such as <c>{host}</c> are filled from <paramref name="words"/>; the ones left
    /// over are replaced by neutral words, so that a brace never reaches a person.
    /// </summary>
    /// <param name="code">One of <see cref="FindingCodes"/>.</param>
    /// <param name="evidence">What was measured; never a secret, a token or patient data.</param>
    /// <param name="words">Values for placeholders: host, port, url, tokenUrl, clientId, keyId, egress, date, seconds, limit, missing …</param>
    /// <param name="confidence">Replaces the catalog's own confidence.</param>
    /// <exception cref="ArgumentException">The code is not in the taxonomy.</exception>
    public static Finding Create(
        string code,
        IReadOnlyList<EvidenceItem>? evidence = null,
        IReadOnlyDictionary<string, string>? words = null,
        Confidence? confidence = null)
    {
        if (!Entries.TryGetValue(code, out var entry))
            throw new ArgumentException($"There is no finding with the code {code}.", nameof(code));
        return new Finding
        {
            Code = entry.Code,
            Level = entry.Level,
            State = entry.State,
            Cause = Placeholders.Fill(entry.Cause, words),
            Explanation = Placeholders.Fill(entry.Explanation, words),
            Owner = entry.Owner,
            Confidence = confidence ?? entry.Confidence,
            Retry = entry.Retry,
            NextStep = Placeholders.Fill(entry.NextStep, words),
            Requests = [.. entry.Requests.Select(request => Placeholders.Fill(request, words))],
            CheckCommand = entry.CheckCommand is null ? null : Placeholders.FillCommand(entry.CheckCommand, words),
            Evidence = evidence ?? [],
        };
    }
}
