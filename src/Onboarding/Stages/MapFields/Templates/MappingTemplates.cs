using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Contract;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>The company's mapping templates, one per vendor and release, each kept version by version.</summary>
public sealed class MappingTemplates(IDbContextFactory<OnboardingDb> factory, Contracts contracts, IMappingSuggester suggester, IFieldMapper mapper, TimeProvider time)
{
    /// <summary>The newest version of every template, by vendor and release.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = await db.TemplateVersions.AsNoTracking().ToListAsync(cancellationToken);
        return [.. all.GroupBy(version => (version.Vendor, version.Release)).Select(template => template.MaxBy(version => version.Number)!)
            .OrderBy(version => version.Vendor, StringComparer.Ordinal).ThenBy(version => version.Release, StringComparer.Ordinal)];
    }

    /// <summary>All versions of one template, the newest first.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> VersionsAsync(string vendor, string release, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.TemplateVersions.AsNoTracking().Where(version => version.Vendor == vendor && version.Release == release)
            .OrderByDescending(version => version.Number).ToListAsync(cancellationToken);
    }

    /// <summary>What a site is compared with: the template of its vendor and release, else the one of any release.</summary>
    public async Task<SiteTemplate> OfAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { Connection: { } connection } site)
            return SiteTemplate.None;
        var release = await db.ReleaseOfAsync(site, cancellationToken);
        var fitting = await db.TemplateVersions.AsNoTracking().Where(version => version.Vendor == connection.Vendor && (version.Release == release || version.Release == TemplateVersion.AnyRelease)).ToListAsync(cancellationToken);
        return new(connection.Vendor, release, fitting.OrderByDescending(version => version.Release.Length).ThenByDescending(version => version.Number).FirstOrDefault());
    }

    /// <summary>Makes a template of what a site has saved; a hospital's own fields, and places that name the hospital itself, stay with it.</summary>
    /// <param name="anyRelease">For every release of the vendor, instead of the one that the site's server runs.</param>
    public async Task<Result<TemplateVersion>> MakeAsync(SiteId id, bool anyRelease, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (Check(by, reason) is { } refusal)
            return refusal;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { Connection: { } connection } site)
            return SiteRefusals.NotFound;
        var release = anyRelease ? TemplateVersion.AnyRelease : await db.ReleaseOfAsync(site, cancellationToken);
        if (release is null)
            return TemplateRefusals.NoRelease;
        var contract = await contracts.OfAsync(db, site, cancellationToken);
        var mapping = new FieldMap { Fields = [.. site.Configuration.Mapping.Fields.Where(field => contract.Find(field.FieldId) is not null && !string.IsNullOrWhiteSpace(field.Expression) && !IsOwn(field, connection))] };
        if (mapping.Fields.Count == 0)
            return TemplateRefusals.NothingMapped;
        var added = await AddAsync(db, connection.Vendor, release, seen: null, mapping, reason, site.Name, by, cancellationToken);
        if (added.Value is { } made)
        {
            db.Note(id, by, $"Mapping made the template of its vendor, {made.ReleaseWord()}: {made.Reason}", made.At);
            await db.SaveChangesAsync(cancellationToken);
        }

        return added;
    }

    /// <summary>Saves an edited template as a new version.</summary>
    /// <param name="seen">The number of the version that was edited.</param>
    public async Task<Result<TemplateVersion>> SaveAsync(string vendor, string release, int seen, FieldMap mapping, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (Check(by, reason) is { } refusal)
            return refusal;
        foreach (var field in mapping.Fields)
        {
            if (mapper.Validate(field.Expression) is { } problem)
                return TemplateRefusals.Invalid(field.FieldId, problem);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var added = await AddAsync(db, vendor, release, seen, mapping, reason, fromSite: null, by, cancellationToken);
        if (added.Succeeded)
            await db.SaveChangesAsync(cancellationToken);
        return added;
    }

    /// <summary>Saves an earlier version again, as a new one.</summary>
    public async Task<Result<TemplateVersion>> RestoreAsync(string vendor, string release, int seen, int number, Actor by, CancellationToken cancellationToken)
    {
        var wanted = (await VersionsAsync(vendor, release, cancellationToken)).FirstOrDefault(version => version.Number == number);
        return wanted is null ? TemplateRefusals.NotFound(number) : await SaveAsync(vendor, release, seen, wanted.Mapping, $"Version {number} restored", by, cancellationToken);
    }

    private async Task<Result<TemplateVersion>> AddAsync(
        OnboardingDb db, string vendor, string release, int? seen, FieldMap mapping, string reason, string? fromSite, Actor by, CancellationToken cancellationToken)
    {
        var newest = await db.TemplateVersions.AsNoTracking().Where(version => version.Vendor == vendor && version.Release == release)
            .OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancellationToken);
        if (seen is { } number && number != newest?.Number)
            return newest is null ? TemplateRefusals.NotFound(number) : TemplateRefusals.Changed(newest.Author);
        if (newest is not null && MappingDiff.Between(newest.Mapping, mapping).Count == 0)
            return TemplateRefusals.Same;
        var now = time.GetUtcNow();
        var added = new TemplateVersion
        {
            Id = Guid.CreateVersion7(now), Vendor = vendor, Release = release, Number = (newest?.Number ?? 0) + 1, Mapping = mapping,
            Author = by.Name, At = now, Reason = Scrubber.Scrub(reason.ReplaceLineEndings(" ").Trim()), FromSite = fromSite,
        };
        db.TemplateVersions.Add(added);
        return added;
    }

    // Nobody else has this hospital's host or number pool in their records; a medical record number is general only where the vendor's profile looks for it.
    private bool IsOwn(FieldMapping field, Connection connection) =>
        field.Expression.Contains(connection.FhirBaseUrl.Host, StringComparison.OrdinalIgnoreCase)
        || connection.VendorOptions.Values.Any(option => option.Length > 1 && field.Expression.Contains($"'{option}'", StringComparison.Ordinal))
        || (field.FieldId == ContractFields.Mrn && !suggester.Places(connection with { VendorOptions = new Dictionary<string, string>() }, field.FieldId).Any(place => SiteTemplate.SamePlace(place, field.Expression)));

    private static Refusal? Check(Actor by, string reason) =>
        !by.MayWork ? Actor.LooksOn
        : !MayKeep(by) ? TemplateRefusals.EngineersOnly
        : string.IsNullOrWhiteSpace(reason) ? SiteRefusals.ReasonNeeded
        : reason.Trim().Length > MappingChange.LongestReason ? ContractRefusals.ReasonTooLong
        : null;

    /// <summary>True for those who keep templates.</summary>
    public static bool MayKeep(Actor by) => by.Role is Roles.Engineer or Roles.Administrator;
}
