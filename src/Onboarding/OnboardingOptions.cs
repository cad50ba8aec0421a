using Onboarding.Stages.GoLive.Plan;

namespace Onboarding;

/// <summary>Settings of the onboarding side, section <c>Onboarding</c>.</summary>
public sealed class OnboardingOptions
{
    public const string Section = "Onboarding";

    /// <summary>Hosts that connections of the simulator environment may reach although they are private; empty where no simulated hospitals exist.</summary>
    public IReadOnlyList<string> SimulatorHosts { get; set; } = [];

    /// <summary>
    /// Places on this very machine that every connection of this process may reach; no entry of the allow-list opens them. The
    /// command line sets it, for whoever runs it here reaches them anyway; the portal takes it in development only.
    /// </summary>
    public IReadOnlyList<string> OwnMachine { get; set; } = [];

    /// <summary>Where hospitals reach us: the base of the public key addresses. Empty until the portal knows its own address.</summary>
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>How long old and new keys are published together at least; a vendor that caches longer makes it longer.</summary>
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long hospitals may keep our public keys before they ask again.</summary>
    public TimeSpan PublicKeysMaxAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>When hospitals usually make changes, where it is not on Tuesday and Thursday evenings.</summary>
    public IReadOnlyList<UsualWindow> UsualWindows { get; set; } = [];
}
