using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>The hospital's word that its system of one environment may be load tested: who, when, how fast. Without one only a simulator or a sandbox may be.</summary>
public sealed class LoadConsent
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required EhrEnvironment Environment { get; init; }

    /// <summary>Who agreed, with their part at the hospital.</summary>
    public required string AgreedBy { get; init; }

    /// <summary>The day they agreed, in the site's time zone.</summary>
    public required DateOnly AgreedOn { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Whom to call at the hospital while it runs, with the way to reach them.</summary>
    public required string OnCall { get; init; }

    public required int CapRequestsPerMinute { get; init; }

    public required string NotedBy { get; init; }

    public required DateTimeOffset NotedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    /// <summary>True while a test may run under it.</summary>
    public bool Covers(EhrEnvironment environment, DateTimeOffset now) => WithdrawnAt is null && Environment == environment && From <= now && now < To;
}
