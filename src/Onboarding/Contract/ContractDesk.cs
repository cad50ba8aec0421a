using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Contract;

/// <summary>Publishes versions of the data contract, and says beforehand what that ends.</summary>
public sealed class ContractDesk(IDbContextFactory<OnboardingDb> factory, Contracts contracts, SiteLifecycle lifecycle, SiteHub hub, TimeProvider time)
{
    /// <summary>What publishing these fields would do to every site that is not withdrawn, by name.</summary>
    public async Task<IReadOnlyList<ContractEffect>> EffectAsync(IReadOnlyList<ContractField> fields, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn).OrderBy(site => site.Name).ToListAsync(cancellationToken);
        var evidence = await db.EvidenceOfAsync(sites, time.GetUtcNow(), cancellationToken);
        var mark = ContractMark.Of(fields);
        return [.. sites.Select(site => new ContractEffect(
            site, Follows(site), site.ContractMark == mark ? [] : SiteQueries.KilledBy(evidence[site.Id], ConfigurationParts.Mapping)))];
    }

    /// <summary>The live sites that are still judged by an older version, with what moving them would end.</summary>
    public async Task<IReadOnlyList<ContractEffect>> BehindAsync(CancellationToken cancellationToken)
    {
        var current = await contracts.CurrentAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var number = await db.CurrentContractAsync(cancellationToken);
        return [.. (await EffectAsync(current.Fields, cancellationToken)).Where(effect => !effect.Follows && effect.Site.ContractVersion != number)];
    }

    /// <summary>Makes these fields the newest version. Every site that is not live follows at once, in the same transaction.</summary>
    /// <param name="seen">The number of the version that the changes were made on.</param>
    public async Task<Result<ContractVersion>> PublishAsync(int seen, IReadOnlyList<ContractField> fields, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (by.Role != Roles.Administrator)
            return ContractRefusals.AdministratorsOnly;
        if (string.IsNullOrWhiteSpace(reason))
            return ContractRefusals.ReasonNeeded;
        if (reason.Trim().Length > ContractRules.LongestReason)
            return ContractRefusals.ReasonTooLong;
        if (ContractRules.Check(fields) is { } unfit)
            return unfit;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var number = await db.CurrentContractAsync(cancellationToken);
        if (number != seen)
            return ContractRefusals.Changed(await db.ContractVersions.Where(version => version.Number == number).Select(version => version.Author).SingleAsync(cancellationToken));
        if (ContractDiff.Between((await contracts.OfAsync(db, number, cancellationToken)).Fields, fields).Count == 0)
            return ContractRefusals.NothingChanged;
        var now = time.GetUtcNow();
        var published = new ContractVersion
        {
            Id = Guid.CreateVersion7(now), Number = number + 1, Fields = InOrder(fields), Author = by.Name, At = now, Reason = Scrubber.Scrub(reason.ReplaceLineEndings(" ").Trim()),
        };
        db.ContractVersions.Add(published);
        var followers = await db.Sites.Where(site => !StageList.GoneLive.Contains(site.State)).ToListAsync(cancellationToken);
        foreach (var site in followers)
            await MoveAsync(db, site, published, by, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            return ContractRefusals.Busy;
        }

        foreach (var site in followers)
            hub.Publish(new(site.Id));
        return published;
    }

    /// <summary>Lets a live site be judged by the newest version, because a person says so.</summary>
    public async Task<Result<Site>> MoveAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (Follows(site))
            return ContractRefusals.NotLive;
        var number = await db.CurrentContractAsync(cancellationToken);
        if (site.ContractVersion == number)
            return ContractRefusals.Newest;
        await MoveAsync(db, site, await db.ContractVersions.AsNoTracking().SingleAsync(version => version.Number == number, cancellationToken), by, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return site;
    }

    private async Task MoveAsync(OnboardingDb db, Site site, ContractVersion version, Actor by, CancellationToken cancellationToken)
    {
        var before = await db.EvidenceOfAsync(site, time.GetUtcNow(), cancellationToken);
        var mark = ContractMark.Of(version.Fields);
        var ended = site.ContractMark == mark ? [] : SiteQueries.KilledBy(before, ConfigurationParts.Mapping);
        site.JudgeBy(version.Number, mark);
        var what = $"Data contract version {version.Number}: {version.Reason}";
        db.Note(site.Id, by, ended.Count == 0 ? what : $"{what}. Ends the evidence of {string.Join(", ", ended.Select(stage => stage.Title().ToLowerInvariant()))}", time.GetUtcNow());
        if (site.State is not (SiteState.OnHold or SiteState.Withdrawn))
            await lifecycle.FollowEvidenceAsync(db, site, by, cancellationToken);
    }

    private static bool Follows(Site site) => !site.State.HasGoneLive();

    // By kind of record, so that every list reads the same.
    private static IReadOnlyList<ContractField> InOrder(IReadOnlyList<ContractField> fields) =>
        [.. ContractResources.All.SelectMany(type => fields.Where(field => field.ResourceType == type))];
}

/// <summary>What a version of the contract does to one site.</summary>
/// <param name="Follows">True where the site takes the version by itself; a live site does not.</param>
/// <param name="Ends">The stages whose evidence would not hold any more.</param>
public sealed record ContractEffect(Site Site, bool Follows, IReadOnlyList<Stage> Ends);
