using EhrAdapters.Diagnosis;
using Onboarding.Runs;
using Onboarding.Stages.MapFields.OpenPoints;

namespace Onboarding.Stages.MapFields;

/// <summary>How each field fared on the sample patients.</summary>
public sealed record MappingReport(int Samples, IReadOnlyList<MappedField> Fields) : StageDetail
{
    /// <summary>Conflicts, what is never filled, and what is not mapped.</summary>
    public IReadOnlyList<OpenPoint> OpenPoints { get; init; } = [];
}

public sealed record MappedField(string FieldId, CheckState State, int Found);
