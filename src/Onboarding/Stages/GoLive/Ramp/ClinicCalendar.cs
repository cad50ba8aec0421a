using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>Clinic days in the site's own time, across clock changes.</summary>
public static class ClinicCalendar
{
    private const int FarthestDays = 400;

    /// <summary>How many clinic days lie wholly between the two instants.</summary>
    public static int WholeDays(ClinicHours hours, string timeZone, DateTimeOffset from, DateTimeOffset to) =>
        After(hours, timeZone, from).TakeWhile(day => day.Closes <= to).Count();

    /// <summary>Whole days, and of the one under way its share that has passed.</summary>
    public static double DaysDone(ClinicHours hours, string timeZone, DateTimeOffset from, DateTimeOffset now)
    {
        var begun = After(hours, timeZone, from).TakeWhile(day => day.Opens < now).ToList();
        return begun.Sum(day => Math.Min(1, (now - day.Opens) / (day.Closes - day.Opens)));
    }

    /// <summary>When so many whole clinic days will have passed; null where the clinic never opens.</summary>
    public static DateTimeOffset? DoneAt(ClinicHours hours, string timeZone, DateTimeOffset from, int days) =>
        days <= 0 ? from : After(hours, timeZone, from).Skip(days - 1).Select(day => (DateTimeOffset?)day.Closes).FirstOrDefault();

    // Every clinic day that opens at or after the instant.
    private static IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> After(ClinicHours hours, string timeZone, DateTimeOffset from)
    {
        var first = SiteClock.Day(from, timeZone);
        // A clinic that closes when it opens, or earlier, closes on the next day.
        var overnight = hours.Closes <= hours.Opens ? 1 : 0;
        for (var day = first; day < first.AddDays(FarthestDays); day = day.AddDays(1))
        {
            var opens = SiteClock.Moment(day.ToDateTime(hours.Opens), timeZone);
            if (hours.Days.Contains(day.DayOfWeek) && opens >= from)
                yield return (opens, SiteClock.Moment(day.AddDays(overnight).ToDateTime(hours.Closes), timeZone));
        }
    }
}
