namespace EhrAdapters.Diagnosis;

/// <summary>What the ladder needs to know of our own side, so that a fault of ours is never blamed on a hospital.</summary>
public sealed record OurSide
{
    /// <summary>An address on the internet that always answers, asked once per climb with HEAD; null leaves our way out unchecked.</summary>
    public Uri? ControlAddress { get; init; } = new("https://www.iana.org/");

    /// <summary>A time server that speaks SNTP (RFC 5905), as host or <c>host:port</c>, port 123 by default; null leaves only the control address's <c>Date</c>.</summary>
    public string? TimeServer { get; init; } = "pool.ntp.org";

    /// <summary>Longest wait for each of the two; they are asked while the ladder climbs. Default 3 s.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How far our clock may be off before it is called wrong. Default 2 s (diagnosis taxonomy, SELF-CLOCK).</summary>
    public TimeSpan GreatestClockDifference { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Our outgoing addresses as hospitals see them, for letters that ask to be let in; empty where they are not known.</summary>
    public IReadOnlyList<string> EgressAddresses { get; init; } = [];

    /// <summary>Private hosts, addresses or networks in which the control address or the time server may live.</summary>
    public IReadOnlyList<string> AllowPrivateNetwork { get; init; } = [];
}
