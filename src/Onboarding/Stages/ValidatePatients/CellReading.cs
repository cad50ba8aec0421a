using EhrAdapters.Mapping;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>How far one patient could be asked about one field.</summary>
internal enum Reach
{
    /// <summary>There is something to judge.</summary>
    Judged,

    /// <summary>The patient has no record of the field's type: it leaves the count.</summary>
    NoRecord,

    /// <summary>The hospital did not let us read the records of the field's type.</summary>
    Refused,

    /// <summary>The patient could not be read at all.</summary>
    NoPatient,
}

/// <summary>What one patient gives for one field. In memory only.</summary>
internal sealed record CellReading(Reach Reach, PatientReading Read)
{
    private static readonly PatientReading Nothing = new([]);

    internal static CellReading Of(Reach reach) => new(reach, Nothing);

    /// <summary>The outcome that the cell stands for: every record of the patient must give the value.</summary>
    internal FieldOutcome? Outcome => Reach is Reach.Judged ? Read.Weakest?.Outcome : null;

    internal string? Reason(ContractField field) => Reach switch
    {
        Reach.Judged => Read.Reason(field),
        Reach.NoRecord => $"This patient has no {ContractResources.Word(field.ResourceType)}, so the field leaves the count.",
        Reach.Refused => $"The hospital did not let us read the {ContractResources.Words(field.ResourceType)} of this patient.",
        Reach.NoPatient => "This patient could not be read.",
    };

    public override string ToString() => $"({Reach})";
}
