using System.Globalization;

namespace Portal.Components.Workspace;

/// <summary>Days without a clock, and working days between moments.</summary>
public static class SiteDays
{
    /// <summary>"9 Dec 2026".</summary>
    public static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"9 Dec", for narrow places.</summary>
    public static string Brief(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>Working days (Monday to Friday) that lie between two moments, a part of today included.</summary>
    public static double Working(DateTimeOffset since, DateTimeOffset now)
    {
        var days = 0.0;
        for (var at = since; at < now; at = at.Date.AddDays(1))
        {
            var end = new DateTimeOffset(at.Date.AddDays(1), at.Offset);
            if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                days += ((end < now ? end : now) - at).TotalDays;
        }

        return days;
    }
}
