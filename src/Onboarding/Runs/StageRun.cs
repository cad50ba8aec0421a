using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Onboarding.Runs;

public enum RunStatus
{
    Queued,
    Running,
    Finished,
    Cancelled,

    /// <summary>The portal stopped in the middle and the run could not be taken up again.</summary>
    Interrupted,
}

/// <summary>One execution of a stage. A row, not a Task: a closed tab or a restart changes nothing.</summary>
public sealed class StageRun
{
    private StageRun()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public Stage Stage { get; private set; }

    /// <summary>Counts the runs of this stage at this site, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Made by the client, so that two clicks are one run.</summary>
    public Guid RequestId { get; private set; }

    public string RequestedBy { get; private set; } = "";

    public string RequestedByName { get; private set; } = "";

    public string RequestedByRole { get; private set; } = "";

    public RunStatus Status { get; private set; }

    public CheckState? Verdict { get; private set; }

    /// <summary>Of the configuration the run was started on.</summary>
    public string Fingerprint { get; private set; } = "";

    public EhrEnvironment? Environment { get; private set; }

    public string AdapterVersion { get; private set; } = "";

    public DateTimeOffset QueuedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public IReadOnlyList<ResultRow> Rows { get; private set; } = [];

    public StageDetail? Detail { get; private set; }

    /// <summary>Why a run ended without a result, in words for the page.</summary>
    public string? EndNote { get; private set; }

    /// <summary>Who or what asked it to stop, where that is more than a person at the portal; becomes the note it ends with.</summary>
    public string? StopReason { get; private set; }

    public bool InFlight => Status is RunStatus.Queued or RunStatus.Running;

    public Actor Requester => new(RequestedBy, RequestedByName, RequestedByRole);

    public static StageRun Queue(Site site, Stage stage, int number, Guid requestId, Actor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = site.Id,
        Stage = stage,
        Number = number,
        RequestId = requestId,
        RequestedBy = by.Id,
        RequestedByName = by.Name,
        RequestedByRole = by.Role,
        Status = RunStatus.Queued,
        Fingerprint = Fingerprints.Of(stage, site),
        Environment = site.Connection?.Environment,
        AdapterVersion = Fingerprints.AdapterVersion,
        QueuedAt = now,
    };

    /// <summary>Starts, or starts again after a restart of the portal; reads the configuration as it is now.</summary>
    public void Start(Site site, DateTimeOffset now)
    {
        (Status, StartedAt) = (RunStatus.Running, now);
        (Fingerprint, Environment) = (Fingerprints.Of(Stage, site), site.Connection?.Environment);
    }

    public void Finish(StageOutcome outcome, DateTimeOffset now)
    {
        (Status, FinishedAt) = (RunStatus.Finished, now);
        (Rows, Detail, Verdict) = (outcome.Rows, outcome.Detail, Evidence.Verdict.Of(outcome.Rows));
    }

    /// <summary>A copy that reads otherwise, with exceptions on its rows; never stored.</summary>
    internal StageRun ReadAs(IReadOnlyList<ResultRow> rows, CheckState verdict)
    {
        var copy = (StageRun)MemberwiseClone();
        (copy.Rows, copy.Detail, copy.Verdict) = (rows, Detail?.ReadAs(rows), verdict);
        return copy;
    }

    /// <summary>Says why it will be stopped, before the worker is told.</summary>
    internal void StopFor(string reason) => StopReason ??= reason;

    /// <param name="left">What was measured until then: kept to be looked at, without rows and verdict, so that it counts for nothing.</param>
    public void End(RunStatus status, string note, DateTimeOffset now, StageDetail? left = null) =>
        (Status, EndNote, FinishedAt, Detail) = (status, status is RunStatus.Cancelled ? StopReason ?? note : note, now, left);
}
