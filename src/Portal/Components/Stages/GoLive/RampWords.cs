using System.Globalization;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>What stands under the sentence of a site with real traffic.</summary>
public static class RampWords
{
    public static string AreIn(SiteRamp ramp) => ramp.Admitted.Count switch
    {
        1 => $"{ramp.Admitted[0].Name} is in",
        2 => $"{ramp.Admitted[0].Name} and {ramp.Admitted[1].Name} are in",
        var many => $"{many} of {ramp.Terms.Units.Count} care units are in",
    };

    /// <summary>The day of hypercare, from one.</summary>
    public static int Day(SiteRamp ramp, string timeZone, DateTimeOffset now) =>
        SiteClock.Day(now, timeZone).DayNumber - HypercareDays.FirstOf(ramp, timeZone).DayNumber + 1;

    public static IReadOnlyList<CauseFact> Facts(Site site, TrafficView traffic, DateTimeOffset now) => (site.State, traffic) switch
    {
        (SiteState.Suspended, { Stop: { } stop }) =>
        [
            new("Suspended by", stop.By, SiteTime.Absolute(stop.At, now, site.TimeZone)),
            new("Why", stop.Reason),
            new("It was", stop.From.Title()),
        ],
        (SiteState.Ramp, { Ramp: { } ramp }) =>
        [
            new("In now", $"{ramp.Admitted.Count} of {ramp.Terms.Units.Count} care units", $"first {ramp.Terms.Units[0].Name}"),
            new("Answered well", Share(traffic.Steps[ramp.Step].Seen), $"needs {Percent(ramp.Terms.Limits.SuccessShare)}"),
            new("p99", traffic.Steps[ramp.Step].Seen.P99Milliseconds is { } took ? $"{Number(took)} ms" : "nothing yet", $"limit {Number(ramp.Terms.Limits.P99Milliseconds)} ms"),
            new("Next step at the earliest", Earliest(traffic, site.TimeZone, now), ramp.IsHeld ? "held by a person" : "by itself, when proven"),
        ],
        (SiteState.Hypercare, { Ramp: { } ramp }) =>
        [
            new("Ends", SiteTime.Absolute(HypercareDays.EndOf(ramp, site.TimeZone), now, site.TimeZone), "after a clean last day"),
            new("Limits now", $"{Percent(HypercareLimits.Of(ramp.Terms.Limits).SuccessShare)} good, p99 {Number(HypercareLimits.Of(ramp.Terms.Limits).P99Milliseconds)} ms", $"at go-live {Percent(ramp.Terms.Limits.SuccessShare)}, {Number(ramp.Terms.Limits.P99Milliseconds)} ms"),
            new("Alert after", $"{HypercareLimits.ProbesBeforeAlert} failed probes", $"otherwise {HypercareLimits.NormalProbesBeforeAlert}"),
        ],
        _ => [],
    };

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(StepFigures seen) => seen.Judged == 0 ? "nothing judged yet" : $"{seen.Good} of {seen.Judged}";

    private static string Earliest(TrafficView traffic, string timeZone, DateTimeOffset now) => traffic.EarliestAt switch
    {
        null => "never: the clinic has no days",
        { } at when at <= now => "as soon as it is proven",
        { } at => SiteTime.Absolute(at, now, timeZone),
    };
}
