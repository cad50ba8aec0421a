namespace LiveTraffic;

/// <summary>Settings of what runs after go-live, section <c>LiveTraffic</c>.</summary>
public sealed class LiveTrafficOptions
{
    public const string Section = "LiveTraffic";

    /// <summary>How often each live hospital is probed.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that one probe may take.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest that a caller of the gateway waits, whatever the hospital does and however often it is asked again.</summary>
    public TimeSpan RequestLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a hospital must be proven good before its alert is closed.</summary>
    public TimeSpan ResolveAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Where alerts are posted to as JSON; null where nowhere.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Private hosts, addresses or networks that the webhook may be at; empty where it is on the open internet.</summary>
    public IReadOnlyList<string> WebhookPrivateHosts { get; set; } = [];
}
