using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Contract;
using Onboarding.Persistence;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>A saved code map, ready to be written to a file.</summary>
/// <param name="Version">The mapping's version; null where it was saved before versions were kept.</param>
public sealed record CodeMapFile(string Site, ContractField Field, FieldMapping Mapping, int? Version, DateTimeOffset At)
{
    public string Csv => CodeMapCsv.Write(Mapping.CodeMap);

    public string ConceptMap => ConceptMapExport.Write(this);
}

/// <summary>Reads the code maps that sites have saved. Nothing of a sample patient is in them.</summary>
public sealed class CodeMapFiles(IDbContextFactory<OnboardingDb> factory, Contracts contracts)
{
    /// <summary>Null where there is no such site or field, or no entry in its code map.</summary>
    public async Task<CodeMapFile?> FindAsync(string slug, string fieldId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Slug == slug, cancellationToken) is not { } site)
            return null;
        var map = site.Configuration.Mapping;
        var contract = await contracts.OfAsync(db, site, cancellationToken);
        if (map.Find(fieldId) is not { CodeMap.Count: > 0 } mapping || (contract.Find(fieldId) ?? map.CustomFields.FirstOrDefault(own => own.Id == fieldId)) is not { } field)
            return null;
        var version = await db.MappingVersions.AsNoTracking().Where(kept => kept.SiteId == site.Id).OrderByDescending(kept => kept.Number)
            .Select(kept => new { kept.Number, kept.At }).FirstOrDefaultAsync(cancellationToken);
        return new(site.Name, field, mapping, version?.Number, version?.At ?? site.EditedAt);
    }
}
