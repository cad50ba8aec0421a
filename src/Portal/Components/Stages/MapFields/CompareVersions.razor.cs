using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Versions;

namespace Portal.Components.Stages.MapFields;

/// <summary>Two versions, field by field.</summary>
public sealed partial class CompareVersions
{
    private const int Most = 12;

    /// <summary>All of them, the newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<MappingVersion> Versions { get; set; }

    [Parameter, EditorRequired]
    public required MappingVersion From { get; set; }

    [Parameter, EditorRequired]
    public required MappingVersion To { get; set; }

    /// <summary>Tells what fields are called.</summary>
    [Parameter, EditorRequired]
    public required DataContract Contract { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    /// <summary>The newest, and the two that are looked at, oldest first.</summary>
    private IEnumerable<MappingVersion> Offered => Versions.Take(Most).Append(From).Append(To).DistinctBy(version => version.Number).OrderBy(version => version.Number);

    private IReadOnlyList<FieldChange> Changes => MappingDiff.Between(From.Mapping, To.Mapping, Contract);
}
