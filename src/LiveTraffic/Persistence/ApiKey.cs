using Onboarding.Sites;

namespace LiveTraffic.Persistence;

/// <summary>A caller's key to one site. Only its hash is kept.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>The first letters, to tell keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the whole key; a random key of 256 bits needs no salt.</summary>
    public required byte[] Hash { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
