namespace EhrSimulator.Patients;

internal sealed record Coded(string Code, string Display);

internal sealed record Home(string Line, string? Unit, string City, string County, string State, string PostalCode, DateOnly Since);

/// <summary>An invented human before any vendor gave them a shape. Null means: this hospital never wrote it down.</summary>
internal sealed record Person
{
    public required int Index { get; init; }
    public required string Given { get; init; }
    public required string Family { get; init; }
    public string? Middle { get; init; }
    public string? Suffix { get; init; }
    public string? FormerFamily { get; init; }
    public required string Gender { get; init; }
    public required DateOnly BirthDate { get; init; }
    public DateOnly? DeceasedOn { get; init; }
    public Home? Home { get; init; }
    public Home? FormerHome { get; init; }
    public string? HomePhone { get; init; }
    public string? MobilePhone { get; init; }
    public string? Email { get; init; }
    public IReadOnlyList<Coded> Races { get; init; } = [];
    public Coded? Ethnicity { get; init; }
    public bool EthnicityAsked { get; init; } = true;
    public Coded? Language { get; init; }
    public Coded? Marital { get; init; }
    public bool BirthSexKnown { get; init; } = true;
    public bool VitalStatusKnown { get; init; } = true;

    /// <summary>The digits of the medical record number; the vendor adds prefix and padding.</summary>
    public required int RecordNumber { get; init; }
    public IReadOnlyList<int> EndedRecordNumbers { get; init; } = [];

    /// <summary>Index of the person that this record was merged into, if it was.</summary>
    public int? MergedInto { get; init; }

    public IEnumerable<string> GivenNames => Middle is null ? [Given] : [Given, Middle];

    public bool IsTestPatient => Index < PersonGenerator.TestPatients;
}
