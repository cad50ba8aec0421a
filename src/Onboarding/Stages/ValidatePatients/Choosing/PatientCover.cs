namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>Which kinds of patient are among those of a run: counts, nothing of a patient.</summary>
public sealed record PatientCover
{
    public int Newborn { get; init; }

    public int Minor { get; init; }

    public int Over89 { get; init; }

    /// <summary>Patients whose record was merged with another, or who carry a number that has ended.</summary>
    public int Merged { get; init; }

    /// <summary>Patients with hardly any record.</summary>
    public int NearlyEmpty { get; init; }

    /// <summary>Patients by the class of their encounters, as HL7's ActCode names it after mapping.</summary>
    public IReadOnlyDictionary<string, int> Encounters { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);
}
