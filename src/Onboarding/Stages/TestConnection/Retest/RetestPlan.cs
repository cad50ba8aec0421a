using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Onboarding.Sites;

namespace Onboarding.Stages.TestConnection.Retest;

/// <summary>How a plan of re-tests ended.</summary>
public enum RetestEnd
{
    /// <summary>The connection works.</summary>
    Passed,

    /// <summary>The test fails for another reason now; a person must look.</summary>
    OtherCause,

    /// <summary>Somebody edited the settings.</summary>
    SettingsEdited,

    /// <summary>Somebody stopped it.</summary>
    Stopped,

    /// <summary>The site was put on hold or withdrawn.</summary>
    SitePaused,

    /// <summary>The last planned try failed as well.</summary>
    TriesUsed,
}

/// <summary>Tests one site again by itself until it works or waiting makes no sense any more. A row, so that it outlives a restart.</summary>
public sealed class RetestPlan
{
    private RetestPlan()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    /// <summary>The finding that waiting may cure.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The failed run that began it; tries are counted from its end.</summary>
    public Guid RunId { get; private set; }

    public DateTimeOffset FailedAt { get; private set; }

    /// <summary>Of the settings that the failed run was born of.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Why waiting helps, as people read it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How often, as people read it: "after 1 h, 2 h, 4 h, then every 2 h".</summary>
    public string Every { get; private set; } = "";

    public string StartedBy { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset NextAt { get; private set; }

    public DateTimeOffset Until { get; private set; }

    public int Tries { get; private set; }

    /// <summary>The request of the try that is on its way; the same one after a crash, so that it is never run twice.</summary>
    public Guid? Pending { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public RetestEnd? End { get; private set; }

    /// <summary>How it ended, as people read it.</summary>
    public string? EndedWhy { get; private set; }

    /// <summary>Decides between two processes that find the same plan due.</summary>
    public int Version { get; private set; }

    public bool Active => EndedAt is null;

    internal static RetestPlan Start(SiteId site, string code, Guid run, DateTimeOffset failedAt, string fingerprint, RetestSchedule schedule, Actor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = site,
        Code = code,
        RunId = run,
        FailedAt = failedAt,
        Fingerprint = fingerprint,
        Reason = schedule.Reason,
        Every = schedule.Every,
        StartedBy = by.Name,
        StartedAt = now,
        NextAt = schedule.Next,
        Until = schedule.Until,
    };

    /// <summary>Takes the try that is due, before it is run.</summary>
    internal Guid Claim()
    {
        Version++;
        Tries++;
        Pending = Guid.CreateVersion7();
        return Pending.Value;
    }

    /// <summary>The try did not take place.</summary>
    internal void Postpone(DateTimeOffset to, bool took = false)
    {
        Version++;
        if (!took && Pending is not null)
            Tries--;
        (Pending, NextAt) = (null, to);
    }

    internal void Finish(RetestEnd end, string why, DateTimeOffset now)
    {
        Version++;
        (EndedAt, End, EndedWhy, Pending) = (now, end, why, null);
    }

    internal static void Configure(EntityTypeBuilder<RetestPlan> plan)
    {
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasIndex(p => new { p.SiteId, p.StartedAt });
        // One at a time per site, whoever clicks when.
        plan.HasIndex(p => p.SiteId, "OneActivePlan").IsUnique().HasFilter("\"EndedAt\" IS NULL");
    }
}
