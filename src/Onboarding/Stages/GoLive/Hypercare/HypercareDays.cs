using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>The days of hypercare by the site's clock: whole ones, the first is the day on which it began.</summary>
public static class HypercareDays
{
    public static DateOnly FirstOf(SiteRamp ramp, string timeZone) => SiteClock.Day(ramp.HypercareAt!.Value, timeZone);

    /// <summary>The midnight after the last day.</summary>
    public static DateTimeOffset EndOf(SiteRamp ramp, string timeZone) => MidnightOf(FirstOf(ramp, timeZone).AddDays(ramp.Terms.Limits.HypercareDays), timeZone);

    /// <summary>The days that are over and have no note yet, the oldest first.</summary>
    public static IReadOnlyList<DateOnly> Unwritten(SiteRamp ramp, string timeZone, IReadOnlyCollection<DateOnly> written, DateTimeOffset now)
    {
        var (first, today) = (FirstOf(ramp, timeZone), SiteClock.Day(now, timeZone));
        return [.. Enumerable.Range(0, Math.Max(0, today.DayNumber - first.DayNumber)).Select(first.AddDays).Where(day => !written.Contains(day))];
    }

    public static DateTimeOffset MidnightOf(DateOnly day, string timeZone) => SiteClock.Moment(day.ToDateTime(TimeOnly.MinValue), timeZone);

    /// <summary>True where the newest day that had traffic was clean.</summary>
    public static bool EndsClean(IEnumerable<HypercareNote> notes) =>
        notes.Where(note => note.State is not DayState.NoTraffic).MaxBy(note => note.Day) is { State: DayState.Clean };
}
