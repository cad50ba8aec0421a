using Onboarding.Sites;

namespace Onboarding.Outbound;

/// <summary>One private place that an administrator opened: for one site or for all, with a reason and an end. Never deleted; it is its own record.</summary>
public sealed class AllowedNetwork
{
    public Guid Id { get; init; }

    /// <summary>The site that may reach it; null for every site.</summary>
    public required SiteId? SiteId { get; init; }

    /// <summary>A host name, an IP address or a network, as <see cref="AllowEntry"/> writes it.</summary>
    public required string Entry { get; init; }

    public required string Reason { get; init; }

    public required string AddedById { get; init; }

    public required string AddedBy { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? ExtendedAt { get; set; }

    public string? ExtendedBy { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public bool LivesAt(DateTimeOffset now) => EndedAt is null && ExpiresAt > now;
}
