namespace EhrAdapters.Mapping.Discovery;

internal sealed record IdentifierKey(string Resource, string? System, string? TypeText, string TypeCodes);

internal sealed record ExtensionKey(string Element, string Urls, string? ValueType);

internal sealed record CodeSystemKey(string? System, string Place);

/// <summary>Everything counted so far.</summary>
internal sealed class DiscoveryTally
{
    // Stands in no URL and no code.
    private const char Between = '\u001f';

    private readonly Dictionary<IdentifierKey, Counter> identifiers = [];
    private readonly Dictionary<ExtensionKey, Counter> extensions = [];
    private readonly Dictionary<CodeSystemKey, (Counter All, Dictionary<string, (Counter Count, string? Display)> Codes)> systems = [];
    private readonly Dictionary<string, int> notes = new(StringComparer.Ordinal);

    internal void Note(string what) => notes[what] = notes.GetValueOrDefault(what) + 1;

    internal void Identifier(int owner, string resource, string? system, string? typeText, IEnumerable<string> typeCodes, string? value, bool ended) =>
        Row(identifiers, new(resource, system, typeText, string.Join(Between, typeCodes.Distinct().Take(5))))?.Add(owner, value, ended);

    internal void Extension(int owner, string element, IReadOnlyList<string> urls, string? valueType, string? value) =>
        Row(extensions, new(element, string.Join(Between, urls), valueType))?.Add(owner, value);

    internal void Code(int owner, string? system, string place, string code, string? display)
    {
        if (!systems.TryGetValue(new(system, place), out var entry))
        {
            if (systems.Count >= DiscoveryLimits.Rows)
            {
                Note(DiscoveryNotes.Rows);
                return;
            }

            systems[new(system, place)] = entry = (new(), new(StringComparer.Ordinal));
        }

        entry.All.Add(owner, null);
        if (!entry.Codes.TryGetValue(code, out var known))
        {
            if (entry.Codes.Count >= DiscoveryLimits.CodesPerSystem)
            {
                Note(DiscoveryNotes.Codes);
                return;
            }

            entry.Codes[code] = known = (new(), display);
        }

        known.Count.Add(owner, null);
        if (known.Display is null && display is not null)
            entry.Codes[code] = (known.Count, display);
    }

    internal DiscoveryReport Report(int patients, int others) => new()
    {
        Patients = patients,
        OtherResources = others,
        Identifiers = [.. identifiers.Select(row => Row(row.Key, row.Value)).OrderByDescending(row => row.Seen.Patients).ThenByDescending(row => row.Seen.Times).ThenBy(row => row.System, StringComparer.Ordinal).ThenBy(row => row.TypeText, StringComparer.Ordinal)],
        Extensions = [.. extensions.Select(row => Row(row.Key, row.Value)).OrderByDescending(row => row.Seen.Patients).ThenBy(row => row.Element, StringComparer.Ordinal).ThenBy(row => string.Join(Between, row.Urls), StringComparer.Ordinal)],
        CodeSystems = [.. systems.Select(row => Row(row.Key, row.Value.All, row.Value.Codes)).OrderByDescending(row => row.Seen.Patients).ThenBy(row => row.Place, StringComparer.Ordinal).ThenBy(row => row.System, StringComparer.Ordinal)],
        Notes = [.. notes.OrderBy(note => note.Key, StringComparer.Ordinal).Select(note => DiscoveryNotes.Say(note.Key, note.Value))],
    };

    private Counter? Row<TKey>(Dictionary<TKey, Counter> rows, TKey key)
        where TKey : notnull
    {
        if (rows.TryGetValue(key, out var counter))
            return counter;
        if (rows.Count < DiscoveryLimits.Rows)
            return rows[key] = new();
        Note(DiscoveryNotes.Rows);
        return null;
    }

    private static DiscoveredIdentifier Row(IdentifierKey key, Counter counter) => new()
    {
        Resource = key.Resource,
        System = key.System,
        TypeText = key.TypeText,
        TypeCodes = key.TypeCodes.Split(Between, StringSplitOptions.RemoveEmptyEntries),
        Seen = counter.Seen,
        Ended = counter.Ended,
        Unique = counter.Unique,
        Expression = DiscoveryPaths.Identifier(key.System, key.TypeText, counter.Ended > 0),
    };

    private static DiscoveredExtension Row(ExtensionKey key, Counter counter)
    {
        var urls = key.Urls.Split(Between);
        return new() { Element = key.Element, Urls = urls, ValueType = key.ValueType, Seen = counter.Seen, Expression = key.ValueType is null ? null : DiscoveryPaths.Extension(key.Element, urls) };
    }

    private static DiscoveredCodeSystem Row(CodeSystemKey key, Counter all, Dictionary<string, (Counter Count, string? Display)> codes) => new()
    {
        System = key.System,
        Place = key.Place,
        Seen = all.Seen,
        Codes = [.. codes.Select(code => new DiscoveredCode(code.Key, code.Value.Display, code.Value.Count.Seen.Patients, code.Value.Count.Times)).OrderByDescending(code => code.Times).ThenBy(code => code.Code, StringComparer.Ordinal)],
    };
}
