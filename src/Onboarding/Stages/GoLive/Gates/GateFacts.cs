using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Secrets.Certificates;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;

namespace Onboarding.Stages.GoLive.Gates;

/// <summary>Everything that gates read, at one moment. They themselves ask nothing.</summary>
internal sealed record GateFacts
{
    public required Site Site { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required EvidenceView Evidence { get; init; }

    /// <summary>In which environment the newest run of each stage was born.</summary>
    public required IReadOnlyDictionary<Guid, EhrEnvironment?> BornIn { get; init; }

    public required ApprovalStatus Approval { get; init; }

    public GoLivePlan? Plan { get; init; }

    public IReadOnlyList<FreezePeriod> Freezes { get; init; } = [];

    /// <summary>The accepted exceptions that count now, in this environment.</summary>
    public IReadOnlyList<ReviewDecision> Exceptions { get; init; } = [];

    /// <summary>What ends by itself: the client certificate and the private authorities in use.</summary>
    public IReadOnlyList<EndingThing> Ending { get; init; } = [];

    /// <summary>What the fire drills prove now.</summary>
    public required DrillStanding Drill { get; init; }

    /// <summary>The schedule that waits; null where nothing is scheduled.</summary>
    public GoLiveSchedule? Schedule { get; init; }

    public EhrEnvironment? Environment => Site.Connection?.Environment;

    public ChangeWindow? Window => Plan?.Content.Window;

    public static async Task<GateFacts> ReadAsync(OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var evidence = await db.EvidenceOfAsync(site, now, cancellationToken);
        var runs = StageList.All.Select(stage => evidence.Of(stage)?.RunId).OfType<Guid>().ToList();
        var environment = site.Connection?.Environment;
        return new()
        {
            Site = site,
            Now = now,
            Evidence = evidence,
            BornIn = await db.Runs.AsNoTracking().Where(run => runs.Contains(run.Id)).ToDictionaryAsync(run => run.Id, run => run.Environment, cancellationToken),
            Approval = await db.ApprovalOfAsync(site, now, cancellationToken),
            Plan = await db.PlanOfAsync(site, cancellationToken),
            Freezes = await db.FreezesOfAsync(site.Id, cancellationToken),
            Exceptions = [.. (await db.ExceptionsOfAsync([site.Id], now, cancellationToken))[site.Id].Where(one => one.Environment == environment && one.Stage < Stage.GoLive).OrderBy(one => one.ExpiresAt)],
            Ending = await EndingAsync(db, site, now, cancellationToken),
            Drill = await db.DrillsOfAsync(site, now, cancellationToken),
            Schedule = await db.GoLiveSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.SiteId == site.Id && row.EndedAt == null, cancellationToken),
        };
    }

    /// <summary>The last day of an exception as people read it.</summary>
    public DateOnly LastDay(ReviewDecision exception) => AllowList.LastDayOf(exception.ExpiresAt!.Value, Site);

    private static async Task<IReadOnlyList<EndingThing>> EndingAsync(OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var environment = site.Connection?.Environment;
        var certificates = await db.ClientCertificates.AsNoTracking()
            .Where(row => row.SiteId == site.Id && row.Environment == environment && row.State == CertificateState.InUse && row.ValidUntil != null).ToListAsync(cancellationToken);
        var authorities = await db.TrustedAuthorities.AsNoTracking()
            .Where(row => row.SiteId == site.Id && row.ApprovedAt != null && row.RevokedAt == null && row.ValidUntil > now).ToListAsync(cancellationToken);
        return
        [
            .. certificates.Select(row => new EndingThing("Our client certificate", row.ValidUntil!.Value))
                .Concat(authorities.Select(row => new EndingThing("The hospital's own authority that we trust", row.ValidUntil))).OrderBy(thing => thing.Ends),
        ];
    }
}

/// <summary>Something in use that ends by itself.</summary>
internal sealed record EndingThing(string What, DateTimeOffset Ends);
