using Onboarding.Sites;

namespace Onboarding.Persistence;

internal static class AuditTrail
{
    /// <summary>Adds a line to the site's history; saved with the change it tells of.</summary>
    public static void Note(this OnboardingDb db, SiteId site, Actor by, string what, DateTimeOffset at, string? tone = null) =>
        db.Audit.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(at),
            SiteId = site,
            At = at,
            ActorId = by.Id,
            ActorName = by.Name,
            What = what,
            Tone = tone,
        });
}
