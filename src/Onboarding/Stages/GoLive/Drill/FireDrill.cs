using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Drill;

public enum DrillState
{
    Running,
    Finished,

    /// <summary>Somebody stopped it; nothing of it counts.</summary>
    Stopped,
}

/// <summary>Which side an alert was sent to.</summary>
public enum DrillSide
{
    Ours,
    Hospital,
}

/// <summary>One rehearsal before the first traffic. A row, so that a restart takes it up again; its results are evidence for the contacts and the environment that it was held with.</summary>
public sealed class FireDrill
{
    /// <summary>P1's clock: both sides acknowledge within it.</summary>
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromMinutes(15);

    /// <summary>After this it no longer counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    private FireDrill()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public EhrEnvironment Environment { get; private set; }

    public int Number { get; private set; }

    /// <summary>Made by the page, so that two clicks are one drill.</summary>
    public Guid RequestId { get; private set; }

    public PlanContact OnCall { get; private set; } = null!;

    public PlanContact Hospital { get; private set; } = null!;

    public string StartedById { get; private set; } = "";

    public string StartedBy { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public DrillState State { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public CheckState? Verdict { get; private set; }

    /// <summary>The results of a finished drill.</summary>
    public IReadOnlyList<ResultRow> Rows { get; private set; } = [];

    public string? OursBy { get; private set; }

    public DateTimeOffset? OursAt { get; private set; }

    public string? HospitalBy { get; private set; }

    public DateTimeOffset? HospitalAt { get; private set; }

    /// <summary>The last time that a side was written to.</summary>
    public DateTimeOffset OursToldAt { get; private set; }

    public DateTimeOffset HospitalToldAt { get; private set; }

    /// <summary>What became of the alert on its way to the webhook; null while it is on its way.</summary>
    public ResultRow? WebhookRow { get; private set; }

    public ResultRow? QueueRow { get; private set; }

    public ResultRow? RollBackRow { get; private set; }

    /// <summary>True while the gateway lets the drill's own requests in; nobody else's ever.</summary>
    public bool GatewayOpen { get; private set; }

    /// <summary>Until then the process that works on it has it for itself.</summary>
    public DateTimeOffset WorkedUntil { get; private set; }

    public int Version { get; private set; }

    public bool InFlight => State is DrillState.Running;

    /// <summary>True while machines have something left to measure.</summary>
    public bool PartsLeft => WebhookRow is null || QueueRow is null || RollBackRow is null;

    /// <summary>How many of its parts have ended.</summary>
    public int PartsDone => new[] { OursAt, HospitalAt }.Count(at => at is not null) + new[] { WebhookRow, QueueRow, RollBackRow }.Count(row => row is not null);

    public const int Parts = 5;

    internal static FireDrill Start(Site site, int number, Guid request, PlanContact onCall, PlanContact hospital, Actor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = site.Id,
        Environment = site.Connection!.Environment,
        Number = number,
        RequestId = request,
        OnCall = onCall,
        Hospital = hospital,
        StartedById = by.Id,
        StartedBy = by.Name,
        StartedAt = now,
        DueAt = now + AcknowledgeWithin,
        OursToldAt = now,
        HospitalToldAt = now,
    };

    public PlanContact ContactOf(DrillSide side) => side is DrillSide.Ours ? OnCall : Hospital;

    public (string? By, DateTimeOffset? At) Acknowledged(DrillSide side) => side is DrillSide.Ours ? (OursBy, OursAt) : (HospitalBy, HospitalAt);

    public DateTimeOffset ToldAt(DrillSide side) => side is DrillSide.Ours ? OursToldAt : HospitalToldAt;

    /// <summary>True where it proves something for a plan that names these two.</summary>
    public bool HeldWith(EhrEnvironment? environment, (PlanContact? Ours, PlanContact? Hospital) people) => Environment == environment && OnCall == people.Ours && Hospital == people.Hospital;

    internal void Acknowledge(DrillSide side, string by, DateTimeOffset now)
    {
        Version++;
        if (side is DrillSide.Ours)
            (OursBy, OursAt) = (OursBy ?? by, OursAt ?? now);
        else
            (HospitalBy, HospitalAt) = (HospitalBy ?? by, HospitalAt ?? now);
    }

    internal void Told(DrillSide side, DateTimeOffset now)
    {
        Version++;
        if (side is DrillSide.Ours)
            OursToldAt = now;
        else
            HospitalToldAt = now;
    }

    /// <summary>Takes the work for a while; whoever saves first has it.</summary>
    public void Claim(DateTimeOffset until)
    {
        Version++;
        WorkedUntil = until;
    }

    public void Open(bool open)
    {
        Version++;
        GatewayOpen = open && InFlight;
    }

    public void Measured(ResultRow? webhook = null, ResultRow? queue = null, ResultRow? rollBack = null)
    {
        Version++;
        (WebhookRow, QueueRow, RollBackRow) = (webhook ?? WebhookRow, queue ?? QueueRow, rollBack ?? RollBackRow);
    }

    /// <summary>Ends it once every part has ended: by its measurement, its acknowledgement or its limit.</summary>
    public bool TryFinish(DateTimeOffset now)
    {
        if (!InFlight || PartsLeft || ((OursAt is null || HospitalAt is null) && now < DueAt))
            return false;
        Version++;
        (State, FinishedAt, GatewayOpen) = (DrillState.Finished, now, false);
        Rows = [DrillRows.Acknowledgement(this, DrillSide.Ours), DrillRows.Acknowledgement(this, DrillSide.Hospital), WebhookRow!, QueueRow!, RollBackRow!];
        Verdict = Evidence.Verdict.Of(Rows);
        return true;
    }

    internal void Stop(DateTimeOffset now)
    {
        Version++;
        (State, FinishedAt, GatewayOpen) = (DrillState.Stopped, now, false);
    }

    internal static void Configure(ModelBuilder model, Action<Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<FireDrill>> documents)
    {
        var drill = model.Entity<FireDrill>();
        drill.Property(d => d.Version).IsConcurrencyToken();
        drill.HasIndex(d => d.RequestId).IsUnique();
        drill.HasIndex(d => new { d.SiteId, d.StartedAt });
        // One at a time per site, whoever clicks when.
        drill.HasIndex(d => d.SiteId, "OneDrill").IsUnique().HasFilter("\"State\" = 'Running'");
        documents(drill);
    }
}
