using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>What the portal writes down about one day of hypercare, and what a person adds. Counts and times, nothing of a patient.</summary>
public sealed class HypercareNote
{
    public required Guid Id { get; init; }

    public required Guid RampId { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>The day by the site's clock.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The first day of hypercare is 1.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required int Requests { get; init; }

    public required int Judged { get; init; }

    public required int Good { get; init; }

    public required int IdentityErrors { get; init; }

    public required int? P95Milliseconds { get; init; }

    public required int Incidents { get; init; }

    public required DayState State { get; init; }

    /// <summary>What broke a limit or is worse than at go-live, each as people say it.</summary>
    public required IReadOnlyList<string> Worse { get; init; }

    /// <summary>To how many of the plan's contacts it went by mail.</summary>
    public required int Mailed { get; init; }

    public string? Remark { get; private set; }

    public string? RemarkBy { get; private set; }

    public DateTimeOffset? RemarkAt { get; private set; }

    public void Say(string remark, Actor by, DateTimeOffset now) => (Remark, RemarkBy, RemarkAt) = (remark, by.Name, now);
}

public enum DayState
{
    Clean,

    /// <summary>A limit was broken, or there was an incident.</summary>
    NotClean,

    /// <summary>Nothing to judge by.</summary>
    NoTraffic,
}
