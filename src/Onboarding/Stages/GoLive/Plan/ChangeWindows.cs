using Onboarding.Sites;
using Onboarding.Stages.GoLive.Freeze;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>Which windows hospitals usually offer, and what stands against one.</summary>
public static class ChangeWindows
{
    /// <summary>Tuesday and Thursday evenings, as at most hospitals.</summary>
    public static readonly IReadOnlyList<UsualWindow> Usual =
        [new(DayOfWeek.Tuesday, new(21, 0), new(23, 30)), new(DayOfWeek.Thursday, new(21, 0), new(23, 30))];

    private static readonly TimeSpan Notice = TimeSpan.FromHours(2);
    private const int LookAhead = 120;

    /// <summary>The next of the usual windows that no freeze covers, on the site's clock. The last moment to go back is half an hour before the end.</summary>
    public static IReadOnlyList<ChangeWindow> Next(IReadOnlyList<UsualWindow> usual, IReadOnlyList<FreezePeriod> freezes, string zone, DateTimeOffset now, int most)
    {
        var today = SiteClock.Day(now, zone);
        return
        [
            .. Enumerable.Range(0, LookAhead).Select(today.AddDays)
                .SelectMany(day => usual.Where(one => one.Day == day.DayOfWeek).OrderBy(one => one.From).Select(one => On(day, one, zone)))
                .Where(window => window.From > now + Notice && !freezes.Any(freeze => freeze.Covers(window.From, window.To, zone)))
                .Take(most),
        ];
    }

    /// <summary>Why the window cannot be taken: a freeze covers it; null where none does.</summary>
    public static string? Frozen(ChangeWindow window, IReadOnlyList<FreezePeriod> freezes, string zone) =>
        freezes.FirstOrDefault(freeze => freeze.Covers(window.From, window.To, zone)) is { } hit
            ? $"Changes are frozen from {hit.Days}{(hit.SiteId is null ? "" : " at this hospital")}: {hit.Reason.TrimEnd('.')}. Choose another window, or ask an administrator to end the freeze."
            : null;

    /// <summary>What somebody should have seen before they choose it; it may be right all the same.</summary>
    public static IReadOnlyList<string> Doubts(ChangeWindow window, ClinicHours clinic, string zone)
    {
        List<string> doubts = [];
        if (InClinic(window, clinic, zone) is { } at)
            doubts.Add($"Patients are seen then: the clinic is open from {clinic.Opens:HH\\:mm} to {clinic.Closes:HH\\:mm} ({at}).");
        var (from, to) = (SiteClock.In(window.From, zone), SiteClock.In(window.To, zone));
        if (from.Name != to.Name)
            doubts.Add($"The clocks are changed inside the window, from {from.Name} to {to.Name}: it lasts {Ago.Exact(window.To - window.From)}, whatever the clock shows.");
        return doubts;
    }

    private static string? InClinic(ChangeWindow window, ClinicHours clinic, string zone)
    {
        for (var day = SiteClock.Day(window.From, zone); day <= SiteClock.Day(window.To, zone); day = day.AddDays(1))
        {
            if (clinic.Days.Contains(day.DayOfWeek)
                && window.From < SiteClock.Moment(day.ToDateTime(clinic.Closes), zone) && SiteClock.Moment(day.ToDateTime(clinic.Opens), zone) < window.To)
                return day.DayOfWeek.ToString();
        }

        return null;
    }

    private static ChangeWindow On(DateOnly day, UsualWindow usual, string zone)
    {
        var to = SiteClock.Moment((usual.To > usual.From ? day : day.AddDays(1)).ToDateTime(usual.To), zone);
        return new(SiteClock.Moment(day.ToDateTime(usual.From), zone), to, to.AddMinutes(-30));
    }
}
