using System.Globalization;

namespace Onboarding.Sites;

/// <summary>The clock on a hospital's wall: moments as people there write and read them, also in the night in which it is changed.</summary>
public static class SiteClock
{
    private const string Clock = "HH:mm", Weekday = "ddd d MMM, HH:mm";

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

    /// <summary>False for a time that the clock jumps over in spring.</summary>
    public static bool Exists(DateTime local, string zone) => !Zone(zone).IsInvalidTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));

    /// <summary>True for a time that the clock shows twice in autumn.</summary>
    public static bool Twice(DateTime local, string zone) => Zone(zone).IsAmbiguousTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));

    /// <summary>The moment at which that clock shows this; the first one where it shows it twice, the hour after where it never does.</summary>
    public static DateTimeOffset Moment(DateTime local, string zone)
    {
        var found = Zone(zone);
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (found.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = found.IsAmbiguousTime(local) ? found.GetAmbiguousTimeOffsets(local).Max() : found.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    public static DateOnly Day(DateTimeOffset at, string zone) => DateOnly.FromDateTime(In(at, zone).Local);

    /// <summary>"Tue 17 Nov, 02:00 CST".</summary>
    public static string Words(DateTimeOffset at, string zone) => Written(at, zone, Weekday);

    /// <summary>"Tue 17 Nov, 02:00 to 04:00 CST"; both ends in full where they lie on two days or the clock is changed between them.</summary>
    public static string Words(DateTimeOffset from, DateTimeOffset to, string zone) => Written(from, to, zone, Weekday);

    /// <summary>"02:00 CST".</summary>
    public static string Hour(DateTimeOffset at, string zone) => Written(at, zone, Clock);

    private static string Written(DateTimeOffset at, string zone, string format)
    {
        var (local, name) = In(at, zone);
        return $"{local.ToString(format, CultureInfo.InvariantCulture)} {name}";
    }

    private static string Written(DateTimeOffset from, DateTimeOffset to, string zone, string format)
    {
        var (start, end) = (In(from, zone), In(to, zone));
        return start.Local.Date == end.Local.Date && start.Name == end.Name
            ? $"{start.Local.ToString(format, CultureInfo.InvariantCulture)} to {Hour(to, zone)}"
            : $"{Written(from, zone, format)} to {Written(to, zone, format)}";
    }

    private static TimeZoneInfo Zone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
}
