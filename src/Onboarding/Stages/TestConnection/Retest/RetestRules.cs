using System.Globalization;
using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Onboarding.Evidence;

namespace Onboarding.Stages.TestConnection.Retest;

/// <summary>When to test again, counted from the failed test.</summary>
/// <param name="Steps">The waits between tries, the last one repeated.</param>
/// <param name="For">After that the plan has had its chance.</param>
/// <param name="Reason">Why waiting helps.</param>
/// <param name="Every">The steps in words.</param>
public sealed record RetestRule(IReadOnlyList<TimeSpan> Steps, TimeSpan For, string Reason, string Every)
{
    /// <summary>Every moment of the plan after the failed test.</summary>
    public IEnumerable<TimeSpan> Offsets()
    {
        var at = TimeSpan.Zero;
        for (var step = 0; (at += Steps[Math.Min(step, Steps.Count - 1)]) <= For; step++)
            yield return at;
    }
}

/// <summary>A rule laid on the clock.</summary>
public sealed record RetestSchedule(DateTimeOffset Next, DateTimeOffset Until, string Reason, string Every);

/// <summary>
/// Which findings may pass by themselves, and in what time (diagnosis.md). What is not here needs somebody: above all a
/// firewall that drops us, which more knocking cannot open, and answers that may concern the wrong patients.
/// </summary>
public static partial class RetestRules
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly RetestRule Dns = new(
        [.. Enumerable.Repeat(Quarter, 16), Hour], TimeSpan.FromDays(2), "A change in DNS takes hours to spread.", "every 15 min for 4 h, then every hour for 2 d");

    private static readonly RetestRule Outage = new(
        [Quarter, TimeSpan.FromMinutes(30), Hour, TimeSpan.FromHours(2)], TimeSpan.FromDays(1), "Maintenance and overload pass.", "after 15 min, then less and less often for 1 d");

    private static readonly RetestRule Limited = Outage with { Reason = "The limit resets by itself." };

    private static readonly RetestRule Ours = Outage with { Reason = "Our own service is looked after meanwhile." };

    private static readonly Dictionary<string, RetestRule> Table = new(StringComparer.Ordinal)
    {
        [FindingCodes.DnsNxDomain] = Dns,
        [FindingCodes.DnsServFail] = Dns,
        [FindingCodes.DnsTimeout] = Dns,
        [FindingCodes.DnsInternalAnswer] = Dns,
        [FindingCodes.Http500] = Outage,
        [FindingCodes.Http502] = Outage,
        [FindingCodes.Http503] = Outage,
        [FindingCodes.Http504] = Outage,
        [FindingCodes.Oauth5xx] = Outage,
        [FindingCodes.ApiOoTransient] = Outage,
        [FindingCodes.Http429] = Limited,
        [FindingCodes.Oauth429] = Limited,
        [FindingCodes.SelfEgress] = Ours,
        [FindingCodes.SelfBusy] = Ours,
    };

    /// <summary>The rule for a failed row, or null where waiting cannot help.</summary>
    public static RetestRule? Of(ResultRow row, VendorProfile? profile, DateTimeOffset failedAt) => row.Code switch
    {
        FindingCodes.OauthInvalidClient => profile?.ActivationDelay is { } delay ? Activation(profile.Name, delay) : null,
        FindingCodes.TlsNotYet => ValidFrom(row) is { } from && from > failedAt ? NotYet(from - failedAt) : null,
        _ => Table.GetValueOrDefault(row.Code) is not { } rule ? null
            : row.Retry is { Helps: true, After: { } wait } && wait > rule.Steps[0] ? Later(rule, wait) : rule,
    };

    /// <summary>The next try from now on, or null where the rule's time is over.</summary>
    public static RetestSchedule? Next(RetestRule rule, DateTimeOffset failedAt, DateTimeOffset now) =>
        rule.Offsets().Select(offset => failedAt + offset).Where(at => at > now).Select(at => (DateTimeOffset?)at).FirstOrDefault() is { } next
            ? new(next, failedAt + rule.For, rule.Reason, rule.Every)
            : null;

    // At most one sign-in an hour, far below the limit that protects the hospital's client from a lock-out.
    private static RetestRule Activation(string vendor, TimeSpan delay) => new(
        [Hour, Hour, TimeSpan.FromHours(2)], delay + TimeSpan.FromHours(2),
        $"A new registration at {vendor} can take {Ago.Exact(delay)} to count.", $"after 1 h, 2 h and 4 h, then every 2 h for {Ago.Exact(delay + TimeSpan.FromHours(2))} in all");

    private static RetestRule NotYet(TimeSpan wait) => new(
        [wait + TimeSpan.FromMinutes(5), Hour], wait + TimeSpan.FromHours(6), "The certificate becomes valid at that time.", "when the certificate becomes valid, then every hour for 6 h");

    // The server named a longer wait than ours: it is kept, and everything after it moves along.
    private static RetestRule Later(RetestRule rule, TimeSpan wait) => rule with { Steps = [wait, .. rule.Steps], For = rule.For + wait, Every = $"after {Ago.Exact(wait)}, then less and less often" };

    private static DateTimeOffset? ValidFrom(ResultRow row)
    {
        var stated = row.Evidence.FirstOrDefault(item => item.Name.Contains("valid from", StringComparison.OrdinalIgnoreCase))?.Value;
        if (stated is not null && DateTimeOffset.TryParse(stated.Replace(" UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var exact))
            return exact;
        // The sentence names the day only; by its end the certificate is valid everywhere.
        return Day().Match(row.Message ?? "") is { Success: true } day && DateOnly.TryParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex Day();
}
