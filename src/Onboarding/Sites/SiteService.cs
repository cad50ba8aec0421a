using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Stages.MapFields.Versions;

namespace Onboarding.Sites;

/// <summary>The commands on a site. Every edit goes through one door: version check, change, evidence, audit, notice.</summary>
public sealed class SiteService(
    IDbContextFactory<OnboardingDb> factory,
    SecretVault secrets,
    PatientVault patients,
    SiteLifecycle lifecycle,
    Contracts contracts,
    SiteHub hub,
    IOptions<OnboardingOptions> options,
    TimeProvider time)
{
    public async Task<Result<Site>> CreateAsync(string name, string timeZone, DateOnly? goLive, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        name = name.Trim();
        if (name.Length == 0)
            return SiteRefusals.NameNeeded;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
            return SiteRefusals.UnknownTimeZone(timeZone);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Together with the publishing of a data contract: a new site begins with the newest version or is moved to it.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var slug = Slug.From(name);
        if (await db.Sites.AnyAsync(site => site.Slug == slug, cancellationToken))
            return SiteRefusals.NameTaken(name);
        var now = time.GetUtcNow();
        var created = Site.Create(name, slug, timeZone, by, now);
        created.Plan(name, timeZone, goLive, by, now);
        var contract = await db.CurrentContractAsync(cancellationToken);
        created.JudgeBy(contract, ContractMark.Of((await contracts.OfAsync(db, contract, cancellationToken)).Fields));
        db.Sites.Add(created);
        db.Note(created.Id, by, "Site created", now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            return SiteRefusals.NameTaken(name);
        }

        hub.Publish(new(created.Id));
        return created;
    }

    /// <summary>Saves how to reach the EHR, and the secret on its one way in.</summary>
    public Task<Result<Site>> SaveConnectionAsync(SiteId id, int seenVersion, Connection connection, SecretInput? secret, Actor by, CancellationToken cancellationToken) =>
        EditAsync(id, seenVersion, by, "Connection saved", async (db, site, now) =>
        {
            if (connection.Environment is EhrEnvironment.Simulator && options.Value.SimulatorHosts.Count == 0)
                return SiteRefusals.NoSimulator;
            // What may be reached is granted when the connection is opened, never stored with it.
            connection = connection with { AllowPrivateNetwork = [] };
            if (secret is not null)
            {
                var put = await secrets.PutAsync(db, id, connection.Environment, secret, by, cancellationToken);
                if (put.Refusal is { } unusable)
                    return unusable;
                if (put.Value is { } what)
                    db.Note(id, by, what, now);
            }

            connection = await db.FollowSecretsAsync(site, connection, by, now, cancellationToken);
            site.Configure(site.Configuration with { Connection = connection }, by, now);
            return new Done();
        }, cancellationToken);

    /// <summary>Saves the mapping, and keeps it as a version with its author and reason.</summary>
    public Task<Result<Site>> SaveMappingAsync(SiteId id, int seenVersion, FieldMap mapping, MappingChange change, Actor by, CancellationToken cancellationToken) =>
        SaveMappingAsync(id, seenVersion, mapping, change, by, with: null, cancellationToken);

    /// <param name="with">What is stored together with it, or not at all.</param>
    internal Task<Result<Site>> SaveMappingAsync(
        SiteId id, int seenVersion, FieldMap mapping, MappingChange change, Actor by, Func<OnboardingDb, DateTimeOffset, Task>? with, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(change.Reason)
            ? Task.FromResult<Result<Site>>(SiteRefusals.ReasonNeeded)
            : EditAsync(id, seenVersion, by, what: null, async (db, site, now) =>
            {
                await db.AddVersionAsync(site, mapping, change, by, now, cancellationToken);
                if (with is not null)
                    await with(db, now);
                site.Configure(site.Configuration with { Mapping = mapping }, by, now);
                return new Done();
            }, cancellationToken);

    public Task<Result<Site>> SaveLoadAsync(SiteId id, int seenVersion, LoadSettings load, Actor by, CancellationToken cancellationToken) =>
        LoadSettingsRules.Wrong(load) is { Count: > 0 } wrong
            ? Task.FromResult<Result<Site>>(SiteRefusals.LoadSettings(wrong.First().Value))
            : ConfigureAsync(id, seenVersion, by, "Load settings saved", configuration => configuration with { Load = load }, cancellationToken);

    public Task<Result<Site>> SaveThresholdsAsync(SiteId id, int seenVersion, Thresholds thresholds, string reason, Actor by, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(reason)
            ? Task.FromResult<Result<Site>>(SiteRefusals.ReasonNeeded)
            : ThresholdRules.Wrong(thresholds) is { Count: > 0 } wrong ? Task.FromResult<Result<Site>>(SiteRefusals.Threshold(wrong.First().Value))
            : EditAsync(id, seenVersion, by, what: null, (db, site, now) =>
            {
                var changes = ThresholdRules.Changes(site.Configuration.Thresholds, thresholds);
                db.Note(id, by, $"Thresholds changed: {reason.Trim()}{(changes.Length > 0 ? $" ({changes})" : "")}", now);
                site.Configure(site.Configuration with { Thresholds = thresholds }, by, now);
                return Task.FromResult<Result<Done>>(new Done());
            }, cancellationToken);

    /// <summary>Keeps the patients that the hospital named, encrypted.</summary>
    public Task<Result<Site>> SavePatientsAsync(SiteId id, int seenVersion, IReadOnlyList<TestPatient> named, Actor by, CancellationToken cancellationToken) =>
        EditAsync(id, seenVersion, by, $"Test patients named: {named.Count}", (_, site, now) =>
        {
            patients.Put(site, named, by, now);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    public Task<Result<Site>> HandOverAsync(SiteId id, int seenVersion, Actor to, Actor by, CancellationToken cancellationToken) =>
        EditAsync(id, seenVersion, by, $"Handed over to {to.Name}", (_, site, now) =>
        {
            site.HandOver(to, by, now);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    public Task<Result<Site>> PlanAsync(SiteId id, int seenVersion, DateOnly? goLive, Actor by, CancellationToken cancellationToken) =>
        EditAsync(id, seenVersion, by, goLive is { } day ? $"Go-live planned for {day:d MMM yyyy}" : "Go-live date removed", (_, site, now) =>
        {
            site.Plan(site.Name, site.TimeZone, goLive, by, now);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    /// <summary>Hold, resume, withdraw or reopen, with the reason.</summary>
    public async Task<Result<Site>> FireAsync(SiteId id, SiteTrigger trigger, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (string.IsNullOrWhiteSpace(reason))
            return SiteRefusals.ReasonNeeded;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var fired = await lifecycle.FireAsync(db, site, trigger, by, reason.Trim(), cancellationToken);
        if (fired.Refusal is { } refusal)
            return refusal;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return site;
    }

    private Task<Result<Site>> ConfigureAsync(SiteId id, int seenVersion, Actor by, string what, Func<SiteConfiguration, SiteConfiguration> change, CancellationToken cancellationToken) =>
        EditAsync(id, seenVersion, by, what, (_, site, now) =>
        {
            site.Configure(change(site.Configuration), by, now);
            return Task.FromResult<Result<Done>>(new Done());
        }, cancellationToken);

    /// <summary>The one door. Without a line for the history the edit writes its own.</summary>
    internal async Task<Result<Site>> EditAsync(
        SiteId id, int seenVersion, Actor by, string? what, Func<OnboardingDb, Site, DateTimeOffset, Task<Result<Done>>> edit, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is SiteState.Withdrawn)
            return SiteRefusals.Withdrawn;
        if (site.Version != seenVersion)
            return ChangedBy(site);
        var now = time.GetUtcNow();
        if ((await edit(db, site, now)).Refusal is { } refusal)
            return refusal;
        if (what is not null)
            db.Note(id, by, what, now);
        try
        {
            await lifecycle.FollowEvidenceAsync(db, site, by, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellationToken);
            return ChangedBy(await db.Sites.AsNoTracking().SingleAsync(other => other.Id == id, cancellationToken));
        }

        hub.Publish(new(id));
        return site;
    }

    private Refusal ChangedBy(Site site) =>
        SiteRefusals.Changed(site.EditedBy, Ago.Text(time.GetUtcNow() - site.EditedAt));
}
