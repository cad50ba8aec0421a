using EhrAdapters.Mapping;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;

namespace Onboarding.Review.Changes;

/// <summary>What became of a proposed change of the mapping.</summary>
public enum ProposalState
{
    /// <summary>The CSM decides.</summary>
    Open,

    /// <summary>The engineer saved it at once.</summary>
    Saved,

    Accepted,

    Declined,

    /// <summary>A later proposal for the same field stands in its place.</summary>
    Replaced,
}

/// <summary>A change of one field's mapping that an engineer tried on the patients of a failed report. Holds no value of a patient.</summary>
public sealed class MappingProposal
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>The run on whose patients it was tried.</summary>
    public required Guid RunId { get; init; }

    /// <summary>Of the failure that it answers.</summary>
    public required string Fingerprint { get; init; }

    public required string FieldId { get; init; }

    public required string Label { get; init; }

    /// <summary>The field's mapping that it was made against; null where the field was not mapped.</summary>
    public required FieldMapping? Before { get; init; }

    public required FieldMapping After { get; init; }

    /// <summary>Scrubbed.</summary>
    public required string Reason { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TrialCounts TriedBefore { get; init; }

    public required TrialCounts TriedAfter { get; init; }

    public required ProposalState State { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredBy { get; set; }

    /// <summary>In what it differs from the mapping that it was made against.</summary>
    public FieldChange? Change => MappingDiff.Between(Only(Before), Only(After)) is [var change, ..] ? change with { Label = Label } : null;

    /// <summary>True where the field is mapped otherwise than when this was tried, so that its counts say nothing about today.</summary>
    public bool IsStale(Site site) => MappingDiff.Between(Only(Before), Only(site.Configuration.Mapping.Find(FieldId))).Count > 0;

    private static FieldMap Only(FieldMapping? mapping) => mapping is null ? FieldMap.Empty : new() { Fields = [mapping] };
}

internal static class MappingPlaces
{
    /// <summary>The mapping with one field's place put in or replaced.</summary>
    internal static FieldMap With(this FieldMap map, FieldMapping mapping) => map with
    {
        Fields = map.Find(mapping.FieldId) is null ? [.. map.Fields, mapping] : [.. map.Fields.Select(other => other.FieldId == mapping.FieldId ? mapping : other)],
    };
}
