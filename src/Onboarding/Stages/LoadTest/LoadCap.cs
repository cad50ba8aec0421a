using EhrAdapters.Vendors;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;

namespace Onboarding.Stages.LoadTest;

/// <summary>How many requests a minute a load test may send at most, and whose number that is.</summary>
public sealed record LoadCap(int PerMinute, string SetBy)
{
    /// <summary>Fresh sign-ins a minute where the vendor names no number: few enough that nobody takes them for an attack.</summary>
    public const int UsualSignIns = 6;

    public double PerSecond => PerMinute / 60.0;

    /// <summary>The lowest of what the site, the vendor and the hospital allow.</summary>
    public static LoadCap Of(LoadSettings load, VendorProfile? profile, LoadConsent? consent)
    {
        LoadCap[] caps =
        [
            new(load.CapRequestsPerMinute, "this site's settings"),
            new(consent?.CapRequestsPerMinute ?? int.MaxValue, "the hospital's consent"),
            new(profile?.Limits.RequestsPerMinute ?? int.MaxValue, $"{profile?.Name}'s limit"),
        ];
        return caps.MinBy(cap => cap.PerMinute)!;
    }
}
