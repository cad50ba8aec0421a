using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>The company's mapping for one vendor and release, as somebody saved it. Never changed afterwards.</summary>
public sealed class TemplateVersion
{
    /// <summary>The release of a template that fits every release without one of its own.</summary>
    public const string AnyRelease = "";

    public Guid Id { get; init; }

    public required string Vendor { get; init; }

    /// <summary>What the server says of its software, such as <c>May 2026</c>; see <see cref="AnyRelease"/>.</summary>
    public required string Release { get; init; }

    /// <summary>From 1, without gaps per vendor and release.</summary>
    public required int Number { get; init; }

    /// <summary>Places and code maps of contract fields; never a hospital's own fields.</summary>
    public required FieldMap Mapping { get; init; }

    public required string Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    /// <summary>The site that it was made from, by name, where it was.</summary>
    public string? FromSite { get; init; }
}
