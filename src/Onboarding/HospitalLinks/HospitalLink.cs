using Microsoft.EntityFrameworkCore;
using Onboarding.Sites;

namespace Onboarding.HospitalLinks;

/// <summary>A door for somebody at the hospital who has no account: opens one thing until it lapses. Only the hash of its secret is kept.</summary>
public sealed class HospitalLink
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the token; a random token of 256 bits needs no salt.</summary>
    public required byte[] Hash { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>Which action it opens; see <see cref="IHospitalAction.Purpose"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>What the action is about, as its own part of the code knows it.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Whom it was made for, with their part at the hospital.</summary>
    public required string MadeFor { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When its button was first pressed.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public bool Lives(DateTimeOffset now) => now < ExpiresAt;

    internal static void Configure(ModelBuilder model)
    {
        var link = model.Entity<HospitalLink>();
        link.HasIndex(l => l.Hash).IsUnique();
        link.HasIndex(l => new { l.Purpose, l.SubjectId });
    }
}
