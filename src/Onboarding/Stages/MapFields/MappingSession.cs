using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Stages.MapFields.Survey;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>One person's look at a site's mapping. What leaves it is masked.</summary>
public sealed class MappingSession
{
    private readonly IReadOnlyList<Sample> samples;
    private readonly IFieldMapper mapper;
    private readonly TimeProvider time;
    private readonly CodeDisplays displays;

    internal MappingSession(
        IReadOnlyList<Sample> samples, string? problem, IReadOnlyList<MappingSuggestion> suggestions, IFieldMapper mapper, DataContract contract, TimeProvider time)
    {
        (this.samples, this.mapper, this.time) = (samples, mapper, time);
        (Problem, Suggestions, Contract) = (problem, suggestions, contract);
        Extensions = HospitalExtensions.Of(samples, suggestions);
        displays = new(samples);
        Survey = new(samples, displays);
    }

    internal static MappingSession Of(
        IReadOnlyList<Sample> samples, string? problem, Connection connection, DataContract contract, IMappingSuggester suggester, IFieldMapper mapper, TimeProvider time) =>
        new(samples, problem, suggester.Suggest(connection, [.. samples.Select(sample => new SamplePatient(sample.Resource!, sample.Mrn) { Records = sample.Records })], contract), mapper, contract, time)
        {
            Places = contract.Fields.ToDictionary(field => field.Id, field => suggester.Places(connection, field.Id)),
        };

    /// <summary>The fields that this site has to map.</summary>
    public DataContract Contract { get; }

    /// <summary>Where the vendor's profile and FHIR keep each field, by field id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Places { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public int SampleCount => samples.Count;

    /// <summary>What the samples carry, place by place.</summary>
    public SampleSurvey Survey { get; }

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
        if (mapper.Validate(mapping.Expression) is { } problem)
            return new(problem, []);
        var started = time.GetTimestamp();
        IReadOnlyList<PreviewRow> rows = [.. samples.Select(sample => Preview(field, mapping, sample))];
        return new(null, rows) { Took = time.GetElapsedTime(started) };
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
            .Select(code => new LocalCode(code.Key, displays.Find(field.ResourceType, code.Key), code.Count(), Becomes(field, mapping, code.Key)) { IsText = !displays.IsCode(field.ResourceType, code.Key) })];
    }

    /// <summary>Values of the right form at this place, and the records that were looked at.</summary>
    internal (int Found, int Records) Filled(ContractField field, FieldMapping mapping)
    {
        var read = samples.SelectMany(sample => PatientReading.Of(mapper, sample, field, mapping).Records).ToList();
        return (read.Count(one => one.Outcome is FieldOutcome.Populated), read.Count);
    }

    /// <summary>Records of the field's type over all samples.</summary>
    public int Records(ContractField field) => samples.Sum(sample => sample.Of(field.ResourceType).Count());

    /// <summary>Records on which another known place of the field holds a different value, of those that have both.</summary>
    internal (int Count, int Of) Differing(ContractField field, FieldMapping mapping)
    {
        // Two names, numbers or addresses of one patient are usual; two birth dates or genders are not.
        if (field.Type is FieldType.Text or FieldType.HumanName or FieldType.Address || Suggestions.FirstOrDefault(suggestion => suggestion.FieldId == field.Id) is not { } known)
            return default;
        var places = known.Alternatives.Append(known.Expression).Where(place => !PlaceWords.IsSame(place, mapping.Expression)).Select(place => mapping with { Expression = place }).ToList();
        var pairs = samples.SelectMany(sample => sample.Of(field.ResourceType)).Select(record => (Mine: Value(record, mapping), Others: places.Select(place => Value(record, place)).OfType<object>().ToList()))
            .Where(pair => pair.Mine is not null && pair.Others.Count > 0).ToList();
        return (pairs.Count(pair => pair.Others.Exists(other => !other.Equals(pair.Mine))), pairs.Count);

        object? Value(Hl7.Fhir.Model.Resource record, FieldMapping place) => FieldReading.Read(mapper, record, field, place).Value;
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
        var (found, values) = Found(sample, field, mapping.Expression);
        return new(
            sample.Number, found, read.Weakest is { } shown ? Masking.Mask(shown) : "",
            read.Weakest is { } weakest ? Of(weakest.Outcome) : CheckState.NotApplicable, read.Reason(field)) { Values = values };
    }

    private (string Found, int Values) Found(Sample sample, ContractField field, string expression)
    {
        try
        {
            var records = sample.Of(field.ResourceType).Select(record => mapper.Evaluate(record, expression)).ToList();
            var values = records.SelectMany(record => record).ToList();
            return (values.Count > 1 ? $"{Masking.Mask(values[0])} and {values.Count - 1} more" : Masking.Mask(values.Count > 0 ? values[0] : null), records.Count == 0 ? 0 : records.Max(record => record.Count));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A half-typed expression finds nothing; the editor says beside it what is wrong with it.
            return ("", 0);
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
public sealed record FieldPreview(string? Problem, IReadOnlyList<PreviewRow> Rows)
{
    /// <summary>The most values that one record has.</summary>
    public int Most => Rows.Count == 0 ? 0 : Rows.Max(row => row.Values);

    public TimeSpan Took { get; init; }
}

/// <param name="Found">What stands at the place, masked.</param>
/// <param name="Stored">What the product would keep, masked.</param>
public sealed record PreviewRow(int Patient, string Found, string Stored, CheckState State, string? Reason)
{
    /// <summary>Values at the place, on the record that has most.</summary>
    public int Values { get; init; }
}

/// <param name="MapsTo">Our code, or null where the code map has none yet.</param>
public sealed record LocalCode(string Code, string? Display, int Count, string? MapsTo)
{
    /// <summary>A text without a code: it may be about a patient, so it goes into no letter.</summary>
    public bool IsText { get; init; }
}

/// <param name="Expression">FHIRPath of its value.</param>
public sealed record DiscoveredExtension(string Url, int Found, string Expression);
