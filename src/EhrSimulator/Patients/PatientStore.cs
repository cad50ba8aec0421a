using System.Text.Json.Nodes;

namespace EhrSimulator.Patients;

internal sealed record SearchableIdentifier(string? System, string? TypeText, string Value);

/// <summary>One patient as the hospital sends it: the bytes are made once, so that a load test measures the network and not us.</summary>
internal sealed record PatientRecord(string Id, string Mrn, Person Person, JsonObject Resource)
{
    public byte[] Bytes { get; } = Resource.Bytes();

    public IReadOnlyList<SearchableIdentifier> Identifiers { get; } =
    [
        .. (Resource["identifier"] as JsonArray ?? []).OfType<JsonObject>().Where(i => i["value"] is not null).Select(i =>
            new SearchableIdentifier((string?)i["system"], (string?)i["type"]?["text"], (string)i["value"]!)),
    ];

    public bool Merged => Person.MergedInto is not null;
}

internal sealed class PatientStore
{
    private readonly Dictionary<string, PatientRecord> byId;
    private readonly ILookup<string, PatientRecord> byIdentifierValue;

    public PatientStore(IEnumerable<PatientRecord> records)
    {
        All = [.. records];
        byId = All.ToDictionary(r => r.Id, StringComparer.Ordinal);
        byIdentifierValue = All.Where(r => !r.Merged)
            .SelectMany(r => r.Identifiers.Select(i => i.Value.Trim()).Distinct().Select(value => (value, r)))
            .ToLookup(pair => pair.value, pair => pair.r, StringComparer.Ordinal);
    }

    public IReadOnlyList<PatientRecord> All { get; }

    public IEnumerable<PatientRecord> Searchable => All.Where(r => !r.Merged);

    public IEnumerable<PatientRecord> Test => All.Where(r => r.Person.IsTestPatient);

    public PatientRecord? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Token search: <c>system|value</c>, a bare value, or (Epic only) a type text in the place of the system.</summary>
    public IEnumerable<PatientRecord> ByIdentifier(string token, bool typeTextAsSystem = false)
    {
        var bar = token.LastIndexOf('|');
        var system = bar > 0 ? token[..bar] : null;
        var value = token[(bar + 1)..].Trim();
        return byIdentifierValue[value].Where(r => system is null || r.Identifiers.Any(i =>
            i.Value.Trim() == value && (i.System == system || (typeTextAsSystem && i.TypeText == system))));
    }
}
