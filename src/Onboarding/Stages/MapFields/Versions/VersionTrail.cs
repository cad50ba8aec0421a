using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.MapFields.Versions;

internal static class VersionTrail
{
    internal const string BeforeVersions = "Before versions were kept";

    /// <summary>Adds the version of this save and its line of history; saved with the mapping itself.</summary>
    /// <param name="site">Still with the mapping before.</param>
    internal static async Task AddVersionAsync(
        this OnboardingDb db, Site site, FieldMap mapping, MappingChange change, Actor by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.MappingVersions.Where(version => version.SiteId == site.Id).MaxAsync(version => (int?)version.Number, cancellationToken);
        var before = site.Configuration.Mapping;
        if (last is null && (before.Fields.Count > 0 || before.CustomFields.Count > 0))
        {
            db.MappingVersions.Add(new() { Id = Guid.CreateVersion7(site.EditedAt), SiteId = site.Id, Number = 1, Mapping = before, At = site.EditedAt, Reason = BeforeVersions });
            last = 1;
        }

        var number = (last ?? 0) + 1;
        var reason = Scrubber.Scrub(change.Reason.ReplaceLineEndings(" ").Trim());
        if (reason.Length > MappingChange.LongestReason)
            reason = reason[..MappingChange.LongestReason];
        db.MappingVersions.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            SiteId = site.Id,
            Number = number,
            Mapping = mapping,
            Author = by.Name,
            At = now,
            Reason = reason,
            RestoredFrom = change.RestoredFrom,
        });
        db.Note(site.Id, by, $"Mapping saved as version {number}: {reason}", now);
    }
}
