using EhrAdapters.Checks;
using Resource = Hl7.Fhir.Model.Resource;

namespace EhrAdapters;

/// <summary>The clinical records of one type that one patient has. Patient data: in memory only.</summary>
/// <param name="Records">Each record once, in the server's order.</param>
/// <param name="Unreadable">Matches that came as something else than the type asked for, or as nothing that can be read.</param>
/// <param name="HasMore">True where the server had more than the limit.</param>
public sealed record PatientRecords(IReadOnlyList<ClinicalRecord> Records, int Unreadable, bool HasMore)
{
    /// <summary>Prints counts, never a record.</summary>
    public override string ToString() => $"{Records.Count} records, {Unreadable} unreadable";
}

/// <summary>One clinical record and what the open reading could not take of it.</summary>
/// <param name="Resource">The resource; what could not be parsed is kept inside it by the SDK and throws where it is asked for.</param>
/// <param name="Faults">The issues of the open reading, empty for most records.</param>
public sealed record ClinicalRecord(Resource Resource, IReadOnlyList<ResourceIssue> Faults)
{
    /// <summary>Prints the type, never the record.</summary>
    public override string ToString() => Resource.TypeName;
}
