using Patient = Hl7.Fhir.Model.Patient;
using Resource = Hl7.Fhir.Model.Resource;

namespace EhrAdapters.Mapping;

/// <summary>Turns FHIR resources into normalised records. Expressions are compiled once and kept.</summary>
public interface IFieldMapper
{
    /// <summary>Normalises one resource: the fields of the contract that resources of its type hold, and the hospital's own.</summary>
    NormalisedRecord Map(Resource resource, FieldMap map, DataContract contract);

    /// <summary>Normalises one field of a resource, not mapped where no place is given; for all fields of many resources the other overload is faster.</summary>
    NormalisedField Map(Resource resource, ContractField field, FieldMapping? mapping);

    /// <summary>Says what is wrong with an expression, or null where it is valid FHIRPath.</summary>
    string? Validate(string expression);

    /// <summary>Evaluates an expression on one resource for the live preview; the values are not masked.</summary>
    IReadOnlyList<string> Evaluate(Resource resource, string expression);
}

/// <summary>Suggests where a hospital keeps each field.</summary>
public interface IMappingSuggester
{
    /// <summary>
    /// Suggestions for every field of the contract, from the vendor profile's candidates and from sample patients.
    /// </summary>
    /// <param name="connection">Its vendor and options (MRN system and type text) steer the suggestion.</param>
    /// <param name="samples">Sample patients; each with the MRN that the hospital named it by, where it did.</param>
    /// <param name="contract">The fields to find.</param>
    IReadOnlyList<MappingSuggestion> Suggest(Connection connection, IReadOnlyList<SamplePatient> samples, DataContract contract);

    /// <summary>Where the vendor's profile, and then FHIR R4 and US Core, keep a field, best first; nothing is looked at.</summary>
    IReadOnlyList<string> Places(Connection connection, string fieldId);
}

/// <summary>One sample patient in memory.</summary>
/// <param name="Patient">The resource.</param>
/// <param name="Mrn">The MRN that the hospital named it by, or null.</param>
public sealed record SamplePatient(Patient Patient, string? Mrn)
{
    /// <summary>Clinical records of this patient, of any type; suggestions for clinical fields come from them.</summary>
    public IReadOnlyList<Resource> Records { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => "(sample patient)";
}

/// <summary>One suggested expression for one field.</summary>
public sealed record MappingSuggestion
{
    /// <summary>The contract field's id.</summary>
    public required string FieldId { get; init; }

    /// <summary>The FHIRPath expression.</summary>
    public required string Expression { get; init; }

    /// <summary>Why, in plain words without values: "10 of 10 sample patients carry the number you were given here".</summary>
    public required string Reason { get; init; }

    /// <summary>True where it may be accepted unseen.</summary>
    public required bool Sure { get; init; }

    /// <summary>How far the samples bear the suggestion out.</summary>
    public SuggestionConfidence Confidence => Sure ? SuggestionConfidence.Sure
        : Found > 0 && Found * 10 >= Of * 7 ? SuggestionConfidence.Likely
        : SuggestionConfidence.Weak;

    /// <summary>Samples with a value at this place: patients, or records for a clinical field.</summary>
    public required int Found { get; init; }

    /// <summary>Samples looked at.</summary>
    public required int Of { get; init; }

    /// <summary>Other places with values, best first.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>A code map for local codes that could be told from their displays; empty where none is needed or none is sure.</summary>
    public IReadOnlyDictionary<string, string> CodeMap { get; init; } = new Dictionary<string, string>();
}

/// <summary>How far the samples bear a suggestion out.</summary>
public enum SuggestionConfidence
{
    /// <summary>It may be accepted unseen.</summary>
    Sure,

    /// <summary>Most samples have a value here; a person should look once.</summary>
    Likely,

    /// <summary>Few or no samples have a value here.</summary>
    Weak,
}
