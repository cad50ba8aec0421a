using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>One person's look at a site's mapping. What leaves it is masked.</summary>
public sealed class MappingSession
{
    private readonly IReadOnlyList<Sample> samples;
    private readonly IFieldMapper mapper;

    internal MappingSession(IReadOnlyList<Sample> samples, string? problem, IReadOnlyList<MappingSuggestion> suggestions, IFieldMapper mapper, DataContract contract)
    {
        (this.samples, this.mapper) = (samples, mapper);
        (Problem, Suggestions, Contract) = (problem, suggestions, contract);
        Extensions = HospitalExtensions.Of(samples, suggestions);
    }

    /// <summary>The fields that this site has to map.</summary>
    public DataContract Contract { get; }

    /// <summary>Where the vendor's profile and FHIR keep each field, by field id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Places { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public int SampleCount => samples.Count;

    /// <summary>Why there are no sample patients, and what to do; null where there are.</summary>
    public string? Problem { get; }

    public IReadOnlyList<MappingSuggestion> Suggestions { get; }

    /// <summary>The extensions of this hospital that no suggestion uses: where its own fields may lie.</summary>
    public IReadOnlyList<DiscoveredExtension> Extensions { get; }

    /// <summary>How an expression fares on every sample.</summary>
    public FieldPreview Preview(ContractField field, FieldMapping mapping)
    {
        if (string.IsNullOrWhiteSpace(mapping.Expression))
            return new("Type an expression, or take a suggestion.", []);
        return mapper.Validate(mapping.Expression) is { } problem
            ? new(problem, [])
            : new(null, [.. samples.Select(sample => Preview(field, mapping, sample))]);
    }

    /// <summary>The codes that the samples carry at this place, most frequent first, with what they become.</summary>
    public IReadOnlyList<LocalCode> LocalCodes(ContractField field, FieldMapping mapping)
    {
        if (!HasCodes(field) || mapper.Validate(mapping.Expression) is not null)
            return [];
        var uncoded = mapping with { CodeMap = new Dictionary<string, string>() };
        return [.. samples.SelectMany(sample => PatientReading.Of(mapper, sample, field, uncoded).Records)
            .Where(read => Translates(field, read))
            .GroupBy(read => (read.Source ?? read.Value as string)!.Trim())
            .OrderByDescending(code => code.Count()).ThenBy(code => code.Key, StringComparer.Ordinal)
            .Select(code => new LocalCode(code.Key, LocalCodeDisplays.Find(samples, field, code.Key), code.Count(), Becomes(field, mapping, code.Key)))];
    }

    /// <summary>True where a field's values go through a code map: codes, and units.</summary>
    public static bool HasCodes(ContractField field) => field.Type is FieldType.Code or FieldType.Quantity or FieldType.Result;

    // Where any code of a standard will do, only the others need a person; a result in words is no code.
    private static bool Translates(ContractField field, NormalisedField read) =>
        read.Outcome is FieldOutcome.UnmappedCode ? !string.IsNullOrWhiteSpace(read.Source)
        : field is { Type: FieldType.Code } and ({ AllowedCodes.Count: > 0 } or { CodeSystem: null }) && !string.IsNullOrWhiteSpace(read.Source ?? read.Value as string);

    /// <summary>The mapping with every sure suggestion added where nothing was mapped; what somebody chose stays.</summary>
    public FieldMap AcceptSure(FieldMap current)
    {
        var chosen = current.Fields.Where(mapping => !string.IsNullOrWhiteSpace(mapping.Expression)).ToList();
        var added = Suggestions.Where(suggestion => suggestion.Sure && !chosen.Exists(mapping => mapping.FieldId == suggestion.FieldId))
            .Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap });
        return current with { Fields = [.. chosen, .. added] };
    }

    private PreviewRow Preview(ContractField field, FieldMapping mapping, Sample sample)
    {
        var read = PatientReading.Of(mapper, sample, field, mapping);
        return new(
            sample.Number, Found(sample, field, mapping.Expression), read.Weakest is { } shown ? Masking.Mask(shown) : "",
            read.Weakest is { } weakest ? Of(weakest.Outcome) : CheckState.NotApplicable, read.Reason(field));
    }

    private string Found(Sample sample, ContractField field, string expression)
    {
        try
        {
            var values = sample.Of(field.ResourceType).SelectMany(record => mapper.Evaluate(record, expression)).ToList();
            return values.Count > 1 ? $"{Masking.Mask(values[0])} and {values.Count - 1} more" : Masking.Mask(values.Count > 0 ? values[0] : null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A half-typed expression finds nothing; the editor says beside it what is wrong with it.
            return "";
        }
    }

    private static CheckState Of(FieldOutcome outcome) => outcome switch
    {
        FieldOutcome.Populated => CheckState.Passed,
        FieldOutcome.Absent or FieldOutcome.Explained or FieldOutcome.UnmappedCode => CheckState.Warning,
        FieldOutcome.Invalid => CheckState.Failed,
        FieldOutcome.NotMapped => CheckState.CouldNotAssess,
    };

    private static string? Becomes(ContractField field, FieldMapping mapping, string code) =>
        mapping.CodeMap.TryGetValue(code, out var mapped) ? mapped
        : field.AllowedCodes.Count == 0 && field.CodeSystem is null ? code
        : field.AllowedCodes.FirstOrDefault(allowed => string.Equals(allowed, code, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => $"(mapping of {SampleCount} samples)";
}

/// <param name="Problem">What is wrong with the expression; null where it is valid.</param>
public sealed record FieldPreview(string? Problem, IReadOnlyList<PreviewRow> Rows);

/// <param name="Found">What stands at the place, masked.</param>
/// <param name="Stored">What the product would keep, masked.</param>
public sealed record PreviewRow(int Patient, string Found, string Stored, CheckState State, string? Reason);

/// <param name="MapsTo">Our code, or null where the code map has none yet.</param>
public sealed record LocalCode(string Code, string? Display, int Count, string? MapsTo);

/// <param name="Expression">FHIRPath of its value.</param>
public sealed record DiscoveredExtension(string Url, int Found, string Expression);
