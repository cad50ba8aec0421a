namespace Onboarding.Sites;

/// <summary>Every way the portal says no about a site: what happened and what to do.</summary>
public static class SiteRefusals
{
    public static readonly Refusal NotFound = new("site-not-found", "There is no such site. It may have been renamed; look for it under My sites.");

    public static readonly Refusal NameNeeded = new("name-needed", "Give the site a name, such as the hospital's own.");

    public static readonly Refusal NoSimulator = new("no-simulator", "Simulated hospitals exist only on a development machine. Choose sandbox, non-production or production.");

    public static readonly Refusal Withdrawn = new("site-withdrawn", "This site is withdrawn. Reopen it first.");

    public static readonly Refusal ReasonNeeded = new("reason-needed", "Say why; the reason is kept in the site's history.");

    public static Refusal Threshold(string wrong) => new("threshold", wrong);

    public static Refusal LoadSettings(string wrong) => new("load-settings", wrong);

    public static Refusal NameTaken(string name) => new("name-taken", $"A site named {name} exists already. Open that one, or choose a name that tells them apart.");

    public static Refusal UnknownTimeZone(string zone) => new("unknown-time-zone", $"“{zone}” is not a time zone we know. Use a name such as America/Chicago.");

    public static Refusal Changed(string by, string when) => new(
        "changed-meanwhile", $"{by} saved this site {when}, after you opened it. Your entries are still here: load the newest version, compare and save again.");

    public static Refusal NotPermitted(IEnumerable<string> missing) => new("not-permitted", $"Not yet: {string.Join("; ", missing)}.");
}
