using EhrAdapters.Mapping;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>A field with its judgement and what was read of each patient. In memory only.</summary>
internal sealed record JudgedField(FieldJudge Judge, IReadOnlyList<CellReading> Read, string? Expression)
{
    internal MatrixField Matrix => new(
        Judge.Field.Id, Judge.Field.Label, Judge.Field.Requirement, Judge.State, Judge.Passed, Judge.Judged, Judge.ProvenShare,
        [.. Read.Select((entry, index) => new MatrixCell(Judge.Cells[index], entry.Reason(Judge.Field), Masked(entry.Read.Weakest), Expression))], Judge.Field.ResourceType);

    // Of a few possible values the first letter is the whole value.
    private string? Masked(NormalisedField? entry) => entry switch
    {
        { Value: not null } when Judge.Field.Type is FieldType.Code or FieldType.Boolean => "•••",
        { Value: not null } => Masking.Mask(entry),
        _ => null,
    };

    public override string ToString() => Judge.Field.Id;
}
