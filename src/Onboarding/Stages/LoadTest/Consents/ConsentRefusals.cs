using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>Every way the portal says no for want of the hospital's consent.</summary>
public static class ConsentRefusals
{
    public static readonly Refusal NoConnection = new("consent-no-connection", "There is no connection yet, so there is nothing to agree to.");

    public static readonly Refusal NotNeeded = new("consent-not-needed", "A simulator or a sandbox may be tested without consent.");

    public static readonly Refusal NotFound = new("consent-not-found", "There is no such consent.");

    public static readonly Refusal Over = new("consent-over", "This consent has ended already.");

    public static Refusal Incomplete(string wrong) => new("consent-incomplete", wrong);

    public static Refusal None(EhrEnvironment environment) => new(
        "consent-none", $"Nobody at the hospital has agreed to a load test of its {Name(environment)} system. Ask the interface analyst for a window, and note the consent here.");

    public static Refusal NotYet(LoadConsent next, string zone) => new(
        "consent-not-yet", $"The hospital agreed from {SiteClock.Words(next.From, zone)} on. Start then, or note another window.");

    public static Refusal Ended(LoadConsent last, string zone) => new(
        "consent-ended", $"The hospital's consent ended {SiteClock.Words(last.To, zone)}. Ask for another window, and note it here.");

    public static Refusal Withdrawn(LoadConsent last, string zone) => new(
        "consent-withdrawn", $"The hospital's consent was withdrawn {SiteClock.Words(last.WithdrawnAt!.Value, zone)}. Ask for another window, and note it here.");

    public static Refusal TooShort(LoadConsent covering, string zone, TimeSpan length) => new(
        "consent-too-short", $"The agreed window closes {SiteClock.Words(covering.To, zone)}, before this test of {Ago.Exact(length)} would end. Test shorter, or agree on a longer window.");

    private static string Name(EhrEnvironment environment) => environment is EhrEnvironment.Production ? "production" : "non-production";
}
