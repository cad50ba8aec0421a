using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>The consents of hospitals to load tests: noted, withdrawn, and which one covers a moment.</summary>
public sealed class LoadConsents(IDbContextFactory<OnboardingDb> factory, RunService runs, LinkDesk links, SiteHub hub, TimeProvider time)
{
    /// <summary>Keeps what the hospital agreed to, for the environment that the site's connection names now.</summary>
    public async Task<Result<LoadConsent>> NoteAsync(SiteId id, ConsentInput input, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is SiteState.OnHold or SiteState.Withdrawn)
            return RunRefusals.NotActive(site.State);
        if (site.Connection?.Environment is not { } environment)
            return ConsentRefusals.NoConnection;
        if (LoadVerdict.IsRehearsal(environment))
            return ConsentRefusals.NotNeeded;
        var now = time.GetUtcNow();
        if (new ConsentRules(site.TimeZone, now).Wrong(input) is { Count: > 0 } wrong)
            return ConsentRefusals.Incomplete(wrong.First().Value);
        var consent = new LoadConsent
        {
            Id = Guid.CreateVersion7(now), SiteId = id, Environment = environment, AgreedBy = input.AgreedBy.Trim(), AgreedOn = input.AgreedOn!.Value,
            From = ConsentTimes.Read(input.From!.Value, site.TimeZone)!.Value, To = ConsentTimes.Read(input.To!.Value, site.TimeZone)!.Value,
            OnCall = input.OnCall.Trim(), CapRequestsPerMinute = input.CapRequestsPerMinute, NotedBy = by.Name, NotedAt = now,
        };
        db.LoadConsents.Add(consent);
        db.Note(id, by, $"The hospital agreed to a load test: {consent.AgreedBy}, {SiteClock.Words(consent.From, consent.To, site.TimeZone)}, at most {consent.CapRequestsPerMinute} requests a minute", now);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return consent;
    }

    /// <summary>Takes a consent back; a test that runs under it ends at once.</summary>
    public async Task<Result<LoadConsent>> WithdrawAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LoadConsents.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } consent)
            return ConsentRefusals.NotFound;
        var now = time.GetUtcNow();
        if (consent.WithdrawnAt is not null || consent.To <= now)
            return ConsentRefusals.Over;
        (consent.WithdrawnAt, consent.WithdrawnBy) = (now, by.Name);
        db.Note(consent.SiteId, by, $"Consent to a load test withdrawn: {consent.AgreedBy}", now);
        var running = await db.RunUnderAsync(consent, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // Another consent may cover this moment too; then the test goes on.
        if (running is not null && !(await OfAsync(consent.SiteId, consent.Environment, cancellationToken)).Any(other => other.Covers(consent.Environment, now)))
            await runs.CancelAsync(running.Id, by, "The test was stopped because the hospital's consent was withdrawn. What was measured until then does not count.", cancellationToken);
        hub.Publish(new(consent.SiteId));
        return consent;
    }

    /// <summary>Makes a link by which the hospital stops the test; its address can be read this once.</summary>
    public async Task<Result<Uri>> MakeLinkAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.LoadConsents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } consent)
            return ConsentRefusals.NotFound;
        var now = time.GetUtcNow();
        if (consent.WithdrawnAt is not null || consent.To <= now)
            return ConsentRefusals.Over;
        // Whoever stops at the last moment still sees what came of it.
        var made = links.Make(db, consent.SiteId, HospitalStop.Word, id, consent.AgreedBy, consent.To + TimeSpan.FromHours(1));
        if (made.Value is not { } link)
            return made.Refusal!;
        db.Note(consent.SiteId, by, $"Link to stop the load test made for {consent.AgreedBy}", now);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(consent.SiteId));
        return link.Address;
    }

    /// <summary>The consents of a site for one environment, the newest window first.</summary>
    public async Task<IReadOnlyList<LoadConsent>> OfAsync(SiteId site, EhrEnvironment environment, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ConsentsOfAsync(site, environment, cancellationToken);
    }
}

internal static class ConsentQueries
{
    public static async Task<IReadOnlyList<LoadConsent>> ConsentsOfAsync(this OnboardingDb db, SiteId site, EhrEnvironment environment, CancellationToken cancellationToken) =>
        await db.LoadConsents.AsNoTracking().Where(row => row.SiteId == site && row.Environment == environment).OrderByDescending(row => row.From).ToListAsync(cancellationToken);

    /// <summary>The consent under which the site may be load tested at this moment; null where there is none or none is needed.</summary>
    public static async Task<LoadConsent?> CoveringConsentAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken) =>
        site.Connection?.Environment is { } environment
            ? ConsentStanding.Of(await db.ConsentsOfAsync(site.Id, environment, cancellationToken), environment, now).Covering
            : null;

    /// <summary>Why the site may not be load tested now, by its settings; null where it may.</summary>
    public static async Task<Refusal?> MissingConsentAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken) =>
        site.Connection?.Environment is { } environment
            ? ConsentStanding.Of(await db.ConsentsOfAsync(site.Id, environment, cancellationToken), environment, now)
                .Missing(environment, site.TimeZone, site.Configuration.Load.Ramp + site.Configuration.Load.Hold, now)
            : null;

    /// <summary>The load test in flight that this consent is about.</summary>
    public static Task<StageRun?> RunUnderAsync(this OnboardingDb db, LoadConsent consent, CancellationToken cancellationToken) =>
        db.Runs.AsNoTracking().SingleOrDefaultAsync(
            run => run.SiteId == consent.SiteId && run.Stage == Stage.LoadTest && run.Environment == consent.Environment && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running),
            cancellationToken);
}
