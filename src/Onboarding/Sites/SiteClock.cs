using System.Globalization;

namespace Onboarding.Sites;

/// <summary>A site's clock on the wall: what a moment reads there, what that clock is called, and which moment a person means by what they read.</summary>
public static class SiteClock
{
    // .NET knows "Central Standard Time"; people in hospitals say CST. Other zones show their offset.
    private static readonly Dictionary<string, (string Standard, string Summer)> Names = new()
    {
        ["America/New_York"] = ("EST", "EDT"), ["America/Chicago"] = ("CST", "CDT"), ["America/Denver"] = ("MST", "MDT"),
        ["America/Phoenix"] = ("MST", "MST"), ["America/Los_Angeles"] = ("PST", "PDT"), ["America/Anchorage"] = ("AKST", "AKDT"),
        ["Pacific/Honolulu"] = ("HST", "HST"), ["America/Detroit"] = ("EST", "EDT"), ["America/Indiana/Indianapolis"] = ("EST", "EDT"),
    };

    /// <summary>The moment on the site's clock, and what that clock is called.</summary>
    public static (DateTime Local, string Name) In(DateTimeOffset at, string zone)
    {
        var found = Zone(zone);
        var local = TimeZoneInfo.ConvertTime(at, found);
        var name = Names.TryGetValue(zone, out var known)
            ? found.IsDaylightSavingTime(local) ? known.Summer : known.Standard
            : local.Offset == TimeSpan.Zero ? "UTC" : "UTC" + local.ToString("zzz", CultureInfo.InvariantCulture);
        return (local.DateTime, name);
    }

    /// <summary>"12 Nov 2026, 15:00 EST": for sentences that are kept.</summary>
    public static string Text(DateTimeOffset at, string zone)
    {
        var (local, name) = In(at, zone);
        return $"{local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {name}";
    }

    /// <summary>"12 Nov 2026, 15:00 to 15:30 EST"; both ends in full where they differ in day or in the clock's name.</summary>
    public static string Window(DateTimeOffset from, DateTimeOffset to, string zone)
    {
        var (start, end) = (In(from, zone), In(to, zone));
        return start.Local.Date == end.Local.Date && start.Name == end.Name
            ? $"{start.Local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} to {end.Local.ToString("HH:mm", CultureInfo.InvariantCulture)} {end.Name}"
            : $"{Text(from, zone)} to {Text(to, zone)}";
    }

    /// <summary>The moment at which the site's clock reads this; null where it never does, or does twice, because it is changed that night.</summary>
    public static DateTimeOffset? Moment(DateTime local, string zone)
    {
        var (found, wall) = (Zone(zone), DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        return found.IsInvalidTime(wall) || found.IsAmbiguousTime(wall) ? null : new DateTimeOffset(wall, found.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>Why there is no such moment, in words; null where there is one.</summary>
    public static string? Changed(DateTime local, string zone)
    {
        var (found, wall) = (Zone(zone), DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
        var clock = wall.ToString("HH:mm", CultureInfo.InvariantCulture);
        return found.IsInvalidTime(wall) ? $"Clocks go forward that night, so {clock} does not exist. Choose a time before or after the change."
            : found.IsAmbiguousTime(wall) ? $"Clocks go back that night, so {clock} comes twice. Choose a time before or after the change."
            : null;
    }

    private static TimeZoneInfo Zone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
}
