namespace EhrAdapters.Mapping.Discovery;

/// <summary>What occurs in a hospital's sample records, with counts. Examples are masked: the report holds no patient's value.</summary>
public sealed record DiscoveryReport
{
    /// <summary>Sample patients looked at.</summary>
    public required int Patients { get; init; }

    /// <summary>Other resources looked at.</summary>
    public required int OtherResources { get; init; }

    /// <summary>Every kind of identifier, the most frequent first.</summary>
    public required IReadOnlyList<DiscoveredIdentifier> Identifiers { get; init; }

    /// <summary>Every extension, nested ones too, the most frequent first.</summary>
    public required IReadOnlyList<DiscoveredExtension> Extensions { get; init; }

    /// <summary>Every code system by the place where it occurs, the most frequent first.</summary>
    public required IReadOnlyList<DiscoveredCodeSystem> CodeSystems { get; init; }

    /// <summary>What was left out and why, in plain words; empty where everything was counted.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>How often something occurs.</summary>
/// <param name="Patients">Patients with at least one.</param>
/// <param name="Times">Occurrences over all of them.</param>
/// <param name="Examples">A few values, masked.</param>
public sealed record Occurrence(int Patients, int Times, IReadOnlyList<string> Examples);

/// <summary>One kind of identifier: a system and a type.</summary>
public sealed record DiscoveredIdentifier
{
    /// <summary>The resource type that carries it, such as <c>Patient</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>The identifier's system, or null where the hospital gives none.</summary>
    public string? System { get; init; }

    /// <summary>The text of its type, or null.</summary>
    public string? TypeText { get; init; }

    /// <summary>The codes of its type, such as <c>MR</c>.</summary>
    public IReadOnlyList<string> TypeCodes { get; init; } = [];

    /// <summary>How often it occurs.</summary>
    public required Occurrence Seen { get; init; }

    /// <summary>Occurrences whose period has an end.</summary>
    public required int Ended { get; init; }

    /// <summary>True where no two patients share a number and nobody has two that have not ended.</summary>
    public required bool Unique { get; init; }

    /// <summary>The FHIRPath expression that reads it; null where neither system nor type names it.</summary>
    public string? Expression { get; init; }
}

/// <summary>One extension at one place.</summary>
public sealed record DiscoveredExtension
{
    /// <summary>The element that carries it, such as <c>Patient</c> or <c>Patient.communication.preferred</c>.</summary>
    public required string Element { get; init; }

    /// <summary>Its URL; for a part of a nested extension the URLs from the outside in.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The FHIR type of its value, such as <c>CodeableConcept</c>; null where it holds parts instead.</summary>
    public string? ValueType { get; init; }

    /// <summary>How often it occurs.</summary>
    public required Occurrence Seen { get; init; }

    /// <summary>The FHIRPath expression that reads it; null where it holds no value or its URL is too long to write.</summary>
    public string? Expression { get; init; }
}

/// <summary>One code system at one place.</summary>
public sealed record DiscoveredCodeSystem
{
    /// <summary>The code system, or null where the codes come without one.</summary>
    public string? System { get; init; }

    /// <summary>Where the codes stand, such as <c>Patient.communication.language</c> or an extension's URL.</summary>
    public required string Place { get; init; }

    /// <summary>How often codes of it occur.</summary>
    public required Occurrence Seen { get; init; }

    /// <summary>The codes, the most frequent first.</summary>
    public required IReadOnlyList<DiscoveredCode> Codes { get; init; }
}

/// <summary>One code.</summary>
/// <param name="Code">The code; masked where it is too long for one.</param>
/// <param name="Display">What the hospital calls it, or null.</param>
/// <param name="Patients">Patients with it.</param>
/// <param name="Times">Occurrences.</param>
public sealed record DiscoveredCode(string Code, string? Display, int Patients, int Times);
