using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.Samples.Charts;

/// <summary>The clinical records of one patient, by type. Patient data: in memory only.</summary>
public sealed record PatientChart(IReadOnlyDictionary<string, ChartPart> Parts)
{
    /// <summary>Matches of a search that came as something else than what was asked for.</summary>
    public int Unreadable => Parts.Values.Sum(part => part.Records?.Unreadable ?? 0);

    public static PatientChart Empty { get; } = new(new Dictionary<string, ChartPart>());

    public override string ToString() => $"(chart of {Parts.Count} kinds of record)";
}

/// <summary>One kind of record of one patient.</summary>
/// <param name="Finding">Why there are none; null exactly where the hospital answered.</param>
public sealed record ChartPart(PatientRecords? Records, Finding? Finding)
{
    public override string ToString() => Records?.ToString() ?? Finding?.Code ?? "";
}
