using System.Globalization;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive;

/// <summary>Where moments around a change window lie on its picture.</summary>
public sealed class WindowScale
{
    public const double Left = 8, Right = 812, Axis = 78;
    private static readonly TimeSpan Around = TimeSpan.FromHours(7), Least = TimeSpan.FromHours(16);
    private readonly string zone;

    public WindowScale(ChangeWindow window, string zone)
    {
        this.zone = zone;
        Start = window.From - Around;
        End = window.To + Around is var end && end - Start < Least ? Start + Least : end;
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public double X(DateTimeOffset at) => Left + ((Right - Left) * Math.Clamp((at - Start) / (End - Start), 0, 1));

    public bool Holds(DateTimeOffset at) => at > Start && at < End;

    /// <summary>Whole hours of the hospital's clock, far enough apart to be read.</summary>
    public IEnumerable<DateTimeOffset> Hours()
    {
        var step = (End - Start).TotalHours > 20 ? 3 : 2;
        for (var at = Start.AddMinutes(-Start.Minute).AddHours(1); at < End; at = at.AddHours(1))
        {
            // The left edge belongs to the names of the clocks.
            if (SiteClock.In(at, zone).Local.Hour % step == 1 % step && X(at) > Left + 36 && X(at) < Right - 12)
                yield return at;
        }
    }

    /// <summary>The midnights in between.</summary>
    public IEnumerable<DateTimeOffset> Midnights()
    {
        for (var day = SiteClock.Day(Start, zone).AddDays(1); SiteClock.Moment(day.ToDateTime(TimeOnly.MinValue), zone) is var at && at < End; day = day.AddDays(1))
        {
            if (at > Start)
                yield return at;
        }
    }

    /// <summary>When the clinic is open in between.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Clinic(ClinicHours clinic)
    {
        for (var day = SiteClock.Day(Start, zone); day <= SiteClock.Day(End, zone); day = day.AddDays(1))
        {
            var (from, to) = (SiteClock.Moment(day.ToDateTime(clinic.Opens), zone), SiteClock.Moment(day.ToDateTime(clinic.Closes), zone));
            if (clinic.Days.Contains(day.DayOfWeek) && from < End && to > Start)
                yield return (from < Start ? Start : from, to > End ? End : to);
        }
    }

    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
