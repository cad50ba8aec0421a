using EhrAdapters.Mapping;
using Onboarding.Sites;

namespace Onboarding.Stages.MapFields.Versions;

/// <summary>A site's mapping as somebody saved it. Never changed afterwards.</summary>
public sealed class MappingVersion
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>From 1, without gaps per site.</summary>
    public required int Number { get; init; }

    public required FieldMap Mapping { get; init; }

    /// <summary>Who saved it; null for the mapping that stood there before versions were kept.</summary>
    public string? Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    /// <summary>The number of the version that it brings back, where it does.</summary>
    public int? RestoredFrom { get; init; }
}

/// <summary>Why a mapping is saved.</summary>
/// <param name="RestoredFrom">The version that it brings back, where it does.</param>
public sealed record MappingChange(string Reason, int? RestoredFrom = null)
{
    public const int LongestReason = 200;

    /// <summary>What the command line and site files say.</summary>
    public static readonly MappingChange FromSiteFile = new("From the site file");
}
