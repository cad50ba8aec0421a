using System.Globalization;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Components.Controls;

/// <summary>How moments and spans are written, in one place.</summary>
public static class SiteTime
{
    /// <summary>"14:05 CST" today, "yesterday, 16:12 CST", else "9 Nov, 10:04 CST".</summary>
    public static string Absolute(DateTimeOffset at, DateTimeOffset now, string zone)
    {
        var (local, name) = In(at, zone);
        var today = In(now, zone).Local.Date;
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = (today - local.Date).Days switch
        {
            0 => "",
            1 => "yesterday, ",
            _ => Day(local, today) + ", ",
        };
        return $"{day}{clock} {name}";
    }

    /// <summary>"just now", "15 min ago", "in 2 h".</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var past = now - at;
        if (past.Duration() < TimeSpan.FromSeconds(5)) return "just now";
        return past > TimeSpan.Zero ? $"{Ago.Span(past)} ago" : $"in {Ago.Span(past.Negate())}";
    }

    /// <summary>"9 Nov", with the year when it is another one.</summary>
    public static string Day(DateTime local, DateTime today) =>
        local.ToString(local.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The moment on the site's clock, and what that clock is called.</summary>
    public static (DateTime Local, string Name) In(DateTimeOffset at, string zone) => SiteClock.In(at, zone);
}
