namespace EhrAdapters.Mapping;

/// <summary>The fields that the product needs of every hospital.</summary>
/// <param name="Version">Grows with every change; part of the evidence's fingerprint.</param>
/// <param name="Fields">The fields in the order people read them.</param>
public sealed partial record DataContract(string Version, IReadOnlyList<ContractField> Fields)
{
    /// <summary>The field with this id, or null.</summary>
    public ContractField? Find(string id) => Fields.FirstOrDefault(field => field.Id == id);

    /// <summary>The fields that resources of this type hold, in the order people read them.</summary>
    public IEnumerable<ContractField> Of(string resourceType) => Fields.Where(field => field.ResourceType == resourceType);
}

/// <summary>One field of the data contract.</summary>
public sealed record ContractField
{
    /// <summary>The id in site files and answers, such as <c>birthDate</c>; custom fields begin with <c>custom.</c></summary>
    public required string Id { get; init; }

    /// <summary>What people call it, sentence case.</summary>
    public required string Label { get; init; }

    /// <summary>The FHIR R4 resource type that holds it; its expression is read on one resource of this type.</summary>
    public string ResourceType { get; init; } = ContractResources.Patient;

    /// <summary>What the product does without it.</summary>
    public required FieldRequirement Requirement { get; init; }

    /// <summary>The shape its value must have.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The codes allowed after mapping; empty where any text goes.</summary>
    public IReadOnlyList<string> AllowedCodes { get; init; } = [];

    /// <summary>The canonical of the code system that its codes must belong to, such as <c>http://loinc.org</c>; null where none is asked for.</summary>
    public string? CodeSystem { get; init; }

    /// <summary>Canonicals of code systems that are taken as well, such as ICD-10-CM beside SNOMED CT.</summary>
    public IReadOnlyList<string> OtherCodeSystems { get; init; } = [];

    /// <summary>What its value must keep to in order to be believed.</summary>
    public Plausibility Plausibility { get; init; } = Plausibility.None;
}

/// <summary>The FHIR R4 resource types of the data contract.</summary>
public static class ContractResources
{
    /// <summary>The person.</summary>
    public const string Patient = "Patient";

    /// <summary>The clinical resource types, in the order people read them.</summary>
    public static IReadOnlyList<string> Clinical { get; } = ["Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"];

    /// <summary>All of them, the person first.</summary>
    public static IReadOnlyList<string> All { get; } = [Patient, .. Clinical];

    /// <summary>The id of a clinical field: the resource type in lower camel case, a dot, the name, such as <c>encounter.start</c>.</summary>
    public static string IdOf(string resourceType, string name) => $"{char.ToLowerInvariant(resourceType[0])}{resourceType[1..]}.{name}";

    /// <summary>What people call one record of this type, in lower case: <c>medication request</c>.</summary>
    public static string Word(string resourceType) => resourceType switch
    {
        "MedicationRequest" => "medication request",
        "AllergyIntolerance" => "allergy",
        _ => resourceType.ToLowerInvariant(),
    };

    /// <summary>What people call several of them, in lower case: <c>allergies</c>.</summary>
    public static string Words(string resourceType) => Word(resourceType) is var word && word.EndsWith('y') ? word[..^1] + "ies" : word + "s";

    /// <summary>A count of them in words: <c>1 allergy</c>, <c>40 observations</c>.</summary>
    public static string Count(int count, string resourceType) => count == 1 ? $"1 {Word(resourceType)}" : $"{count} {Words(resourceType)}";
}

/// <summary>How badly a field is needed.</summary>
public enum FieldRequirement
{
    /// <summary>Says who the patient is: ten of ten, or the stage fails.</summary>
    Identity,

    /// <summary>The product cannot work without it.</summary>
    Required,

    /// <summary>Most patients should have it; a gap warns.</summary>
    Expected,

    /// <summary>Welcome; a gap is listed.</summary>
    Optional,
}

/// <summary>The shape of a normalised value.</summary>
public enum FieldType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A FHIR date: year, year and month, or full.</summary>
    Date,

    /// <summary>A code, mapped by a code map where the hospital uses its own.</summary>
    Code,

    /// <summary>A person's name.</summary>
    HumanName,

    /// <summary>A postal address.</summary>
    Address,

    /// <summary>True or false; a date or instant counts as true (deceased).</summary>
    Boolean,

    /// <summary>A FHIR dateTime or instant: anything from a year to a moment with its zone; of a period the start.</summary>
    DateTime,

    /// <summary>A number with its unit.</summary>
    Quantity,

    /// <summary>What an observation came to: a number with its unit, or words where the result is none.</summary>
    Result,
}
