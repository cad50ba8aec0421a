using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>
/// Looks at every ramp and lets it go on, hold or go back as the rules say; and what a person may do with one. Two processes may
/// look at once: the ramp's version lets one of them win.
/// </summary>
public sealed class Ramps(IDbContextFactory<OnboardingDb> factory, SiteLifecycle lifecycle, SiteHub hub, TimeProvider time)
{
    /// <summary>Looks at every site that is on a ramp.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var site in await db.Sites.AsNoTracking().Where(site => site.State == SiteState.Ramp).Select(site => site.Id).ToListAsync(cancellationToken))
            await ChangeAsync(site, LookAsync, cancellationToken);
    }

    /// <summary>Keeps the present step until somebody lets it go on. A regression goes back all the same.</summary>
    public Task<Result<Done>> HoldAsync(SiteId id, string reason, Actor by, CancellationToken cancellationToken) =>
        AskAsync(id, by, (work, _) =>
        {
            if (ReviewRights.Words(reason, SiteRefusals.ReasonNeeded) is var words && words.Refusal is { } refusal)
                return Task.FromResult<Result<Done>>(refusal);
            if (work.Ramp.IsHeld)
                return Task.FromResult<Result<Done>>(RampRefusals.Held);
            work.Ramp.Hold(by, words.Value!, work.Now);
            work.Decide(RampCall.Hold, RampRule.Person, $"Held at this step: {words.Value}", by);
            work.Note("Ramp held", by, words.Value);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    public Task<Result<Done>> GoOnAsync(SiteId id, Actor by, CancellationToken cancellationToken) =>
        AskAsync(id, by, (work, _) =>
        {
            if (!work.Ramp.IsHeld)
                return Task.FromResult<Result<Done>>(RampRefusals.NotHeld);
            work.Ramp.GoOn();
            work.Decide(RampCall.Hold, RampRule.Person, "Goes on by itself again", by);
            work.Note("Ramp goes on", by);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    /// <summary>The next step now, where the rules allow it; also while it is held.</summary>
    public Task<Result<Done>> PromoteAsync(SiteId id, Actor by, CancellationToken cancellationToken) =>
        AskAsync(id, by, async (work, token) => work.Verdict is { Call: RampCall.Promote } verdict
            ? await PromoteAsync(work, verdict, by, token)
            : RampRefusals.NotProven(work.Verdict.Sentence), cancellationToken);

    private Task<Result<Done>> AskAsync(SiteId id, Actor by, Func<RampWork, CancellationToken, Task<Result<Done>>> work, CancellationToken cancellationToken) =>
        by.MayWork ? ChangeAsync(id, work, cancellationToken) : Task.FromResult<Result<Done>>(Actor.LooksOn);

    private async Task<Result<Done>> LookAsync(RampWork work, CancellationToken cancellationToken)
    {
        work.Check();
        if (work.Verdict is { Call: RampCall.RollBack } worse)
        {
            work.Decide(worse.Call, worse.Rule, worse.Sentence, Actor.Portal);
            return await lifecycle.FireAsync(work.Db, work.Site, SiteTrigger.RollBack, Actor.Portal, worse.Sentence, cancellationToken);
        }

        if (work is { Verdict: { Call: RampCall.Promote } proven, Ramp.IsHeld: false })
            return await PromoteAsync(work, proven, Actor.Portal, cancellationToken);
        if (work is { Verdict: { Call: RampCall.Hold } hold, Ramp.IsHeld: false } && !await work.SaidAsync(hold, cancellationToken))
            work.Decide(hold.Call, hold.Rule, hold.Sentence, Actor.Portal);
        return new Done();
    }

    private async Task<Result<Done>> PromoteAsync(RampWork work, RampVerdict verdict, Actor by, CancellationToken cancellationToken)
    {
        work.Decide(RampCall.Promote, verdict.Rule, verdict.Sentence, by);
        work.Ramp.Promote(work.Now);
        if (work.Ramp.ProvenAt is null)
        {
            work.Note($"Ramp on to step {work.Ramp.Step + 1} of {work.Ramp.Terms.Steps.Count}, {work.Ramp.Admitted.Count} of {work.Ramp.Terms.Units.Count} care units in", by);
            return new Done();
        }

        // The guard reads what is stored.
        await work.Db.SaveChangesAsync(cancellationToken);
        return await lifecycle.FireAsync(work.Db, work.Site, SiteTrigger.Continue, by, reason: null, cancellationToken);
    }

    private async Task<Result<Done>> ChangeAsync(SiteId id, Func<RampWork, CancellationToken, Task<Result<Done>>> change, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id && site.State == SiteState.Ramp, cancellationToken) is not { } site
            || await db.RampOf(id).SingleOrDefaultAsync(cancellationToken) is not { } ramp)
        {
            return RampRefusals.NoRamp;
        }

        var now = time.GetUtcNow();
        try
        {
            var done = await change(new(db, site, ramp, await db.FiguresAsync(ramp, site.TimeZone, now, cancellationToken), now), cancellationToken);
            if (!done.Succeeded || !db.ChangeTracker.HasChanges())
                return done;
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RampRefusals.Busy;
        }

        hub.Publish(new(id));
        return new Done();
    }
}
