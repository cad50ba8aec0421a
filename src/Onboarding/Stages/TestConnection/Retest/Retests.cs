using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.TestConnection.Retest;

/// <summary>Starts, stops and shows automatic re-tests; what they do by themselves is <see cref="RetestWork"/>.</summary>
public sealed class Retests(IDbContextFactory<OnboardingDb> factory, IEhrAdapterFactory adapters, SiteHub hub, TimeProvider time)
{
    /// <summary>The newest plan of a site, active or ended; null where there never was one.</summary>
    public async Task<RetestPlan?> NewestAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.RetestPlans.AsNoTracking().Where(plan => plan.SiteId == site).OrderByDescending(plan => plan.StartedAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What a plan for this failed run would be from now on; null where waiting cannot help.</summary>
    public RetestSchedule? Offer(Site site, StageRun run) =>
        Cause(run) is { } cause && run.FinishedAt is { } failedAt && Rule(site, cause, failedAt) is { } rule ? RetestRules.Next(rule, failedAt, time.GetUtcNow()) : null;

    /// <summary>Plans re-tests of a failed run. Asking twice is one plan.</summary>
    public async Task<Result<RetestPlan>> StartAsync(SiteId id, Guid runId, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is SiteState.OnHold or SiteState.Withdrawn)
            return RunRefusals.NotActive(site.State);
        if (await db.RetestPlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.SiteId == id && plan.EndedAt == null, cancellationToken) is { } running)
            return running;
        var evidence = await db.EvidenceOfAsync(site, time.GetUtcNow(), cancellationToken);
        if (evidence.Of(Stage.TestConnection) is not { } newest || newest.RunId != runId || !evidence.Fails(Stage.TestConnection))
            return RetestRefusals.NotTheNewest;
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, cancellationToken);
        if (Offer(site, run) is not { } schedule)
            return RetestRefusals.CannotHelp;
        var now = time.GetUtcNow();
        var plan = RetestPlan.Start(id, Cause(run)!.Code, runId, run.FinishedAt!.Value, run.Fingerprint, schedule, by, now);
        db.RetestPlans.Add(plan);
        db.Note(id, by, $"Re-tests planned, {schedule.Every}", now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two clicks that arrive together.
            return await db.RetestPlans.AsNoTracking().SingleAsync(other => other.SiteId == id && other.EndedAt == null, cancellationToken);
        }

        hub.Publish(new(id));
        return plan;
    }

    public async Task<Result<Done>> StopAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.RetestPlans.SingleOrDefaultAsync(plan => plan.SiteId == id && plan.EndedAt == null, cancellationToken) is not { } plan)
            return new Done();
        var now = time.GetUtcNow();
        plan.Finish(RetestEnd.Stopped, $"Stopped by {by.Name}.", now);
        db.Note(id, by, "Re-tests stopped", now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RetestRefusals.JustChanged;
        }

        hub.Publish(new(id));
        return new Done();
    }

    internal RetestRule? Rule(Site site, ResultRow cause, DateTimeOffset failedAt) =>
        RetestRules.Of(cause, site.Connection is { } connection ? adapters.FindProfile(connection.Vendor) : null, failedAt);

    /// <summary>The row that a failed run is about.</summary>
    internal static ResultRow? Cause(StageRun run) => run.Rows.FirstOrDefault(row => row.State is CheckState.Failed);
}

public static class RetestRefusals
{
    public static readonly Refusal NotTheNewest = new("retest-old", "The site has been tested or edited since. Look at the newest result first.");

    public static readonly Refusal CannotHelp = new("retest-cannot-help", "Waiting cannot help here: nothing changes until somebody acts.");

    public static readonly Refusal JustChanged = new("retest-changed", "A re-test began at this very moment. Stop it, then stop the plan.");
}
