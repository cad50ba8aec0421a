using EhrSimulator.Patients;

namespace EhrSimulator.Hospitals;

/// <summary>What a hospital keeps in places and codes of its own, so that what its vendor usually does finds nothing or the wrong thing.</summary>
internal sealed record OwnWays
{
    /// <summary>A field that stands in an extension of the hospital's own instead of the usual place.</summary>
    public OwnPlace? Place { get; init; }

    /// <summary>A field that stands at the usual place in codes of the hospital's own.</summary>
    public OwnCodes? Codes { get; init; }

    /// <summary>The kinds of visit in codes of the hospital's own.</summary>
    public OwnCodeSet? VisitKinds { get; init; }

    /// <summary>The problems of its patients in codes of the hospital's own.</summary>
    public OwnCodeSet? Problems { get; init; }
}

internal enum OwnField
{
    Race,
    Ethnicity,
    BirthSex,
    Language,
}

/// <param name="Part">The name of the part that holds the value, where the extension is a nested one.</param>
/// <param name="Beside">The address of an extension that sounds alike and says something else.</param>
/// <param name="Remarks">What stands in the extension beside it.</param>
internal sealed record OwnPlace(OwnField Field, string Url, OwnValue Value, string? Part, string Beside, IReadOnlyList<string> Remarks);

/// <summary>The FHIR type in which the extension holds its value.</summary>
internal enum OwnValue
{
    CodeableConcept,
    Coding,
    Text,
}

/// <param name="Local">From the national code to the hospital's.</param>
internal sealed record OwnCodes(OwnField Field, string System, IReadOnlyDictionary<string, Coded> Local);

/// <param name="Local">From the standard code to the hospital's.</param>
internal sealed record OwnCodeSet(string System, IReadOnlyDictionary<string, Coded> Local);
