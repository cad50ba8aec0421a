using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Schedule;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>A site's go-live plan: read, and saved through one door.</summary>
public sealed class Plans(IDbContextFactory<OnboardingDb> factory, IOptions<OnboardingOptions> options, WindowNotices notices, SiteHub hub, TimeProvider time)
{
    public const string Form = "go-live-plan";

    /// <summary>The plan of the environment that the site's connection leads to, with what bears upon it.</summary>
    public async Task<PlanView> ReadAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var stored = await db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(row => row.SiteId == id, cancellationToken);
        return new(
            stored?.Environment == site.Connection?.Environment ? stored : null, stored, await db.FreezesOfAsync(id, cancellationToken),
            stored?.Content.Usual ?? (options.Value.UsualWindows.Count > 0 ? options.Value.UsualWindows : ChangeWindows.Usual));
    }

    /// <param name="seenVersion">Of the plan that the form was opened on; 0 where there was none.</param>
    /// <param name="reason">Why the limits of the ramp change; only needed where they do.</param>
    public async Task<Result<GoLivePlan>> SaveAsync(
        SiteId id, int seenVersion, EhrEnvironment environment, PlanContent content, string? reason, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is Lifecycle.SiteState.Withdrawn)
            return SiteRefusals.Withdrawn;
        if (site.Connection is not { } connection)
            return PlanRefusals.NoConnection;
        if (connection.Environment != environment)
            return PlanRefusals.OtherEnvironment(connection.Environment);
        var now = time.GetUtcNow();
        var plan = await db.GoLivePlans.SingleOrDefaultAsync(row => row.SiteId == id, cancellationToken);
        if ((plan?.Version ?? 0) != seenVersion)
            return ChangedBy(plan!);
        var before = plan?.Environment == environment ? plan.Content : new();
        content = Noted(content, before, by);
        if (PlanRules.Wrong(content, site.TimeZone, now) is { Count: > 0 } wrong)
            return PlanRefusals.Wrong(wrong.First().Value);
        if (content.Window is { } window && window != before.Window
            && ChangeWindows.Frozen(window, await db.FreezesOfAsync(id, cancellationToken), site.TimeZone) is { } frozen)
            return PlanRefusals.Frozen(frozen);
        if (content.Ramp != before.Ramp && string.IsNullOrWhiteSpace(reason))
            return PlanRefusals.ReasonNeeded;
        var changes = PlanWords.Differences(before, content, site.TimeZone);
        if (plan is null)
            db.GoLivePlans.Add(plan = GoLivePlan.Create(id, environment, content, by, now));
        else
            plan.Edit(environment, content, by, now);
        // A day that was promised stays; one that was only the window's moves with it.
        if (Day(content) is { } day && site.PlannedGoLive != day && (site.PlannedGoLive is null || site.PlannedGoLive == Day(before)))
            site.Plan(site.Name, site.TimeZone, day, by, now);
        db.Note(id, by, $"Go-live plan saved{(changes.Count == 0 ? "" : $": {string.Join("; ", changes)}")}{(content.Ramp != before.Ramp ? $". Why: {reason!.Trim()}" : "")}", now);
        if (await db.EndScheduleAsync(
                id, schedule => schedule.From != content.Window?.From || schedule.To != content.Window?.To || schedule.BackBy != content.Window?.BackBy, ScheduleEnd.Replanned, $"{by.Name} changed the window.", now, cancellationToken) is { } ended)
            notices.Tell(db, site, ended, before, WindowNews.CalledOff, now, ended.EndedWhy);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(cancellationToken);
            return ChangedBy(await db.GoLivePlans.AsNoTracking().SingleAsync(row => row.SiteId == id, cancellationToken));
        }

        hub.Publish(new(id));
        return plan;

        DateOnly? Day(PlanContent planned) => planned.Window is { } chosen ? SiteClock.Day(chosen.From, site.TimeZone) : null;
    }

    // Who noted a task is whoever saved it so, never what the form says.
    private static PlanContent Noted(PlanContent content, PlanContent before, Actor by) => content with
    {
        Tasks = [.. content.Tasks.Select(task => before.Task(task.Kind) is { } same && same with { NotedBy = "" } == task with { NotedBy = "" } ? same : task with { NotedBy = by.Name })],
    };

    private Refusal ChangedBy(GoLivePlan plan) => PlanRefusals.Changed(plan.EditedBy, Ago.Text(time.GetUtcNow() - plan.EditedAt));
}

/// <param name="Plan">The plan that counts; null where there is none for this environment.</param>
/// <param name="Stored">The plan as stored, perhaps of another environment.</param>
/// <param name="Usual">When changes are usually made at this hospital.</param>
public sealed record PlanView(GoLivePlan? Plan, GoLivePlan? Stored, IReadOnlyList<FreezePeriod> Freezes, IReadOnlyList<UsualWindow> Usual);

public static class PlanReading
{
    /// <summary>True where nobody goes live without a plan.</summary>
    public static bool NeedsPlan(this EhrEnvironment environment) => environment is EhrEnvironment.NonProduction or EhrEnvironment.Production;

    /// <summary>The plan of the environment that the site's connection leads to; null where there is none.</summary>
    public static async Task<GoLivePlan?> PlanOfAsync(this OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        site.Connection is { Environment: var environment }
            ? await db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.SiteId == site.Id && plan.Environment == environment, cancellationToken)
            : null;
}
