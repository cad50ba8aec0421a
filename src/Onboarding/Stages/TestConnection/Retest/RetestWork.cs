using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.TestConnection.Retest;

/// <summary>
/// Looks at the active plans: ends those that have come to an end, runs what is due. Two processes may look at once; the
/// plan's version lets one of them take a try, and its request id makes the run the same one after a crash.
/// </summary>
public sealed class RetestWork(IDbContextFactory<OnboardingDb> factory, Retests retests, RunService runs, SiteHub hub, TimeProvider time)
{
    private const int SignInsAnHour = 3;
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(2);

    /// <summary>One look at every active plan.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ids = await db.RetestPlans.AsNoTracking().Where(plan => plan.EndedAt == null).Select(plan => plan.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
            await LookAsync(id, cancellationToken);
    }

    private async Task LookAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.RetestPlans.SingleOrDefaultAsync(plan => plan.Id == id && plan.EndedAt == null, cancellationToken) is not { } plan)
            return;
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == plan.SiteId, cancellationToken);
        var newest = await db.Runs.AsNoTracking().Where(run => run.SiteId == site.Id && run.Stage == Stage.TestConnection)
            .OrderByDescending(run => run.QueuedAt).FirstAsync(cancellationToken);
        try
        {
            if (Over(plan, site, newest) is var (end, why))
                await EndAsync(db, plan, end, why, cancellationToken);
            else if (newest.InFlight)
                return;
            else if (plan.Pending is { } claimed)
                await AfterTryAsync(db, plan, site, claimed, cancellationToken);
            else if (plan.NextAt <= time.GetUtcNow())
                await TakeAsync(db, plan, site, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process was faster; what it did is right.
        }
    }

    private static (RetestEnd End, string Why)? Over(RetestPlan plan, Site site, StageRun newest)
    {
        if (site.State is SiteState.OnHold or SiteState.Withdrawn)
            return (RetestEnd.SitePaused, $"The site is {site.State.Title().ToLowerInvariant()}.");
        if (Fingerprints.Of(Stage.TestConnection, site) != plan.Fingerprint)
            return (RetestEnd.SettingsEdited, "The settings were edited. Test the connection with the new ones.");
        if (newest.Status is not RunStatus.Finished || newest.Id == plan.RunId)
            return null;
        if (newest.Verdict is CheckState.Passed or CheckState.Warning)
            return (RetestEnd.Passed, PassedWords(plan, newest));
        return Retests.Cause(newest) is not { } cause ? (RetestEnd.OtherCause, "The test could not be assessed. Somebody has to look.")
            : cause.Code == plan.Code ? null
            : (RetestEnd.OtherCause, $"The test fails for another reason now: {cause.Message ?? cause.Check} Somebody has to look.");
    }

    private static string PassedWords(RetestPlan plan, StageRun passed)
    {
        var after = Ago.Exact((passed.FinishedAt ?? plan.NextAt) - plan.FailedAt);
        return passed.RequestedBy != Actor.Portal.Id ? $"Passed when {passed.RequestedByName} tested, after {after}."
            : $"Passed by itself after {plan.Tries} {(plan.Tries == 1 ? "re-test" : "re-tests")}, {after}.";
    }

    private async Task EndAsync(OnboardingDb db, RetestPlan plan, RetestEnd end, string why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        plan.Finish(end, why, now);
        db.Note(plan.SiteId, Actor.Portal, end is RetestEnd.Passed ? why.TrimEnd('.') : $"Re-tests ended: {why.TrimEnd('.')}", now, end switch
        {
            RetestEnd.Passed => "good",
            RetestEnd.OtherCause or RetestEnd.TriesUsed => "bad",
            RetestEnd.SettingsEdited or RetestEnd.Stopped or RetestEnd.SitePaused => null,
        });
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(plan.SiteId));
    }

    /// <summary>The claimed try has ended, or a crash came between claiming and starting it.</summary>
    private async Task AfterTryAsync(OnboardingDb db, RetestPlan plan, Site site, Guid claimed, CancellationToken cancellationToken)
    {
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.RequestId == claimed, cancellationToken) is not { } tried)
        {
            await RunAsync(db, plan, claimed, cancellationToken);
            return;
        }

        // A try that somebody stopped proved nothing; what the plan began with still stands.
        var cause = Retests.Cause(tried) ?? Retests.Cause(await db.Runs.AsNoTracking().SingleAsync(run => run.Id == plan.RunId, cancellationToken));
        var next = cause is null || retests.Rule(site, cause, plan.FailedAt) is not { } rule ? null : RetestRules.Next(rule, plan.FailedAt, time.GetUtcNow());
        if (next is null)
        {
            await EndAsync(db, plan, RetestEnd.TriesUsed, $"Still the same after {plan.Tries} {(plan.Tries == 1 ? "re-test" : "re-tests")}. Waiting longer does not help; somebody has to look.", cancellationToken);
            return;
        }

        // A server that names its own wait is not asked before that.
        var asked = cause?.Retry is { Helps: true, After: { } wait } && tried.FinishedAt is { } at ? at + wait : next.Next;
        plan.Postpone(plan.Code is FindingCodes.OauthInvalidClient || asked < next.Next ? next.Next : asked, took: true);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(plan.SiteId));
    }

    private async Task TakeAsync(OnboardingDb db, RetestPlan plan, Site site, CancellationToken cancellationToken)
    {
        if (await SignInLimitAsync(db, plan, site, cancellationToken) is { } free)
        {
            plan.Postpone(free);
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        var request = plan.Claim();
        await db.SaveChangesAsync(cancellationToken);
        await RunAsync(db, plan, request, cancellationToken);
    }

    private async Task RunAsync(OnboardingDb db, RetestPlan plan, Guid request, CancellationToken cancellationToken)
    {
        var started = await runs.StartAsync(plan.SiteId, Stage.TestConnection, request, Actor.Portal, cancellationToken);
        if (started.Succeeded)
            return;
        // Somebody else's run is in flight or an earlier stage no longer holds: not a try, look again soon.
        plan.Postpone(time.GetUtcNow() + Busy);
        await db.SaveChangesAsync(cancellationToken);
    }

    // However the clock and people's own tests fall together: never a fourth refused sign-in within an hour.
    private async Task<DateTimeOffset?> SignInLimitAsync(OnboardingDb db, RetestPlan plan, Site site, CancellationToken cancellationToken)
    {
        if (!plan.Code.StartsWith("OAUTH-", StringComparison.Ordinal))
            return null;
        var since = time.GetUtcNow() - TimeSpan.FromHours(1);
        var recent = await db.Runs.AsNoTracking()
            .Where(run => run.SiteId == site.Id && run.Stage == Stage.TestConnection && run.FinishedAt > since && run.Verdict == CheckState.Failed)
            .OrderByDescending(run => run.FinishedAt).ToListAsync(cancellationToken);
        var refused = recent.Where(run => Retests.Cause(run)?.Code.StartsWith("OAUTH-", StringComparison.Ordinal) is true).Select(run => run.FinishedAt!.Value).ToList();
        return refused.Count >= SignInsAnHour ? refused[SignInsAnHour - 1] + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1) : null;
    }
}
