using EhrAdapters.Diagnosis;
using Onboarding.Runs;

namespace Onboarding.Stages.MapFields;

/// <summary>How each field fared on the sample patients.</summary>
public sealed record MappingReport(int Samples, IReadOnlyList<MappedField> Fields) : StageDetail;

public sealed record MappedField(string FieldId, CheckState State, int Found);
