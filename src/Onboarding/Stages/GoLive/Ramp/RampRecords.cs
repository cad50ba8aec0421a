using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>One call of the rules or of a person, with the figures it was made on. Stored where it differs from the one before.</summary>
public sealed class RampDecision
{
    public required Guid Id { get; init; }

    public required Guid RampId { get; init; }

    public required SiteId SiteId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Step { get; init; }

    public required RampCall Call { get; init; }

    public required RampRule Rule { get; init; }

    public required string Sentence { get; init; }

    public required string By { get; init; }

    public required int Judged { get; init; }

    public required int Good { get; init; }

    public required int Verified { get; init; }

    public required int IdentityErrors { get; init; }

    public required int? P99Milliseconds { get; init; }

    public required int WholeDays { get; init; }

    public static RampDecision Of(SiteRamp ramp, StepFigures seen, RampCall call, RampRule rule, string sentence, Actor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), RampId = ramp.Id, SiteId = ramp.SiteId, At = now, Step = ramp.Step, Call = call, Rule = rule, Sentence = sentence, By = by.Name,
        Judged = seen.Judged, Good = seen.Good, Verified = seen.Verified, IdentityErrors = seen.IdentityErrors, P99Milliseconds = seen.P99Milliseconds, WholeDays = seen.WholeDays,
    };
}

public enum StopKind
{
    Suspended,
    RolledBack,
}

/// <summary>Real traffic was stopped: who, when, why, and who let it flow again.</summary>
public sealed class TrafficStop
{
    public required Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required StopKind Kind { get; init; }

    public required SiteState From { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    /// <summary>Decided by the rules, so that somebody has to be told.</summary>
    public required bool Automatic { get; init; }

    /// <summary>The alert about it is raised.</summary>
    public bool Alerted { get; set; }

    public DateTimeOffset? LiftedAt { get; set; }

    public string? LiftedBy { get; set; }
}

/// <summary>Requests of one care unit at one step on one day, as one process counted them. Counts and times, nothing of a patient.</summary>
public sealed class EncounterCount
{
    public required Guid RampId { get; init; }

    /// <summary>The step of the ramp; the number of steps for hypercare.</summary>
    public required int Step { get; init; }

    public required string Unit { get; init; }

    /// <summary>The day by the site's clock.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The process that counted: each writes rows of its own, so that none waits for another.</summary>
    public required Guid Writer { get; init; }

    public int Judged { get; set; }

    public int Good { get; set; }

    public int Verified { get; set; }

    public int IdentityErrors { get; set; }

    /// <summary>Our own shortage and callers' mistakes: counted, never judged.</summary>
    public int NotJudged { get; set; }

    /// <summary>How long good answers took.</summary>
    public Latencies Latencies { get; set; } = Latencies.None;

    public DateTimeOffset LastAt { get; set; }
}
