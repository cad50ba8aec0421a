using System.Globalization;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>The moments that a person means who reads them off the clock at the site. A consent is a promise, so a time that is none, or two, is asked for again and never guessed.</summary>
public static class ConsentTimes
{
    /// <summary>Null where the clock never shows this, or shows it twice, because it is changed that night.</summary>
    public static DateTimeOffset? Read(DateTime local, string zone) => Wrong(local, zone) is null ? SiteClock.Moment(local, zone) : null;

    /// <summary>Why there is no such moment, in words; null where there is one.</summary>
    public static string? Wrong(DateTime local, string zone)
    {
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return !SiteClock.Exists(local, zone) ? $"Clocks go forward that night, so {clock} does not exist. Choose a time before or after the change."
            : SiteClock.Twice(local, zone) ? $"Clocks go back that night, so {clock} comes twice. Choose a time before or after the change."
            : null;
    }
}
