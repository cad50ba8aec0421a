using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.MapFields.Versions;

/// <summary>The versions of a site's mapping: read them, bring one back.</summary>
public sealed class MappingVersions(IDbContextFactory<OnboardingDb> factory, SiteService sites)
{
    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<MappingVersion>> ListAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.MappingVersions.AsNoTracking().Where(version => version.SiteId == site)
            .OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
    }

    /// <summary>Saves an earlier version again, as a new one.</summary>
    public async Task<Result<Site>> RestoreAsync(SiteId id, int seenVersion, int number, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.MappingVersions.AsNoTracking().SingleOrDefaultAsync(version => version.SiteId == id && version.Number == number, cancellationToken) is not { } wanted)
            return VersionRefusals.NotFound(number);
        var saved = await db.Sites.AsNoTracking().SingleAsync(site => site.Id == id, cancellationToken);
        if (MappingDiff.Between(saved.Configuration.Mapping, wanted.Mapping).Count == 0)
            return VersionRefusals.Same(number);
        return await sites.SaveMappingAsync(id, seenVersion, wanted.Mapping, new($"Version {number} restored", number), by, cancellationToken);
    }
}
