using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Gates;

namespace Onboarding.Stages.GoLive;

/// <summary>Every gate on the way to live. They read living evidence, the plan and approvals, never a flag.</summary>
public sealed class GoLiveGates(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    /// <summary>All gates as they are now; none where there is no such site.</summary>
    public async Task<GateReport> EvaluateAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return new([]);
        var facts = await GateFacts.ReadAsync(db, site, time.GetUtcNow(), cancellationToken);
        return new([.. EvidenceGates.Of(facts), .. PlanGates.Of(facts), ApprovalGate.Of(facts)]);
    }
}
