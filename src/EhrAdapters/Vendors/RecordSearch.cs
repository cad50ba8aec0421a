namespace EhrAdapters.Vendors;

/// <summary>How one kind of clinical record is searched for a patient, as this vendor wants it asked.</summary>
public sealed record RecordSearch
{
    /// <summary>The FHIR resource type.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// The parameters in order; <c>{patient}</c> stands for the patient's logical id and <c>{option}</c> for a vendor option. A
    /// parameter whose option is not set is left out.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The right it takes, in SMART's second spelling.</summary>
    public string Scope => $"system/{Type}.rs";
}
