namespace EhrAdapters.Mapping.Discovery;

/// <summary>Counts one thing over all records. Values stay in memory for the length of a call, and only to compare them.</summary>
internal sealed class Counter
{
    private readonly HashSet<int> owners = [];
    private readonly Dictionary<int, int> open = [];
    private readonly Dictionary<string, int> holders = new(StringComparer.Ordinal);
    private readonly List<string> examples = [];
    private bool shared;

    internal int Times { get; private set; }

    internal int Ended { get; private set; }

    internal bool Unique => !shared && holders.Count > 0 && open.Values.All(count => count == 1);

    internal Occurrence Seen => new(owners.Count, Times, [.. examples]);

    internal void Add(int owner, string? value, bool ended = false)
    {
        Times++;
        owners.Add(owner);
        if (ended)
            Ended++;
        else
            open[owner] = open.GetValueOrDefault(owner) + 1;
        if (string.IsNullOrWhiteSpace(value))
            return;
        Remember(owner, value);
        if (examples.Count < DiscoveryLimits.Examples && Masking.Mask(value) is var masked && !examples.Contains(masked))
            examples.Add(masked);
    }

    private void Remember(int owner, string value)
    {
        var key = value.Length > 100 ? string.Concat(value.AsSpan(0, 100), value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)) : value.Trim();
        if (holders.TryGetValue(key, out var holder))
            shared |= holder != owner;
        else if (holders.Count < DiscoveryLimits.ValuesRemembered)
            holders[key] = owner;
    }
}
