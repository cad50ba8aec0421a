using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace LiveTraffic.Persistence;

/// <summary>Something at a live site that somebody has to look at, with whose move it is.</summary>
public sealed class Alert
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>The finding's code.</summary>
    public required string Code { get; init; }

    public required string Cause { get; init; }

    public required FaultOwner Owner { get; init; }

    public required string NextStep { get; init; }

    /// <summary>When it began to fail.</summary>
    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public WebhookState Webhook { get; set; }

    /// <summary>What became of the last attempt, in words.</summary>
    public string? WebhookNote { get; set; }
}

/// <summary>Whether the outside world was told.</summary>
public enum WebhookState
{
    NotWanted,
    Waiting,
    Delivered,
    Failed,
}
