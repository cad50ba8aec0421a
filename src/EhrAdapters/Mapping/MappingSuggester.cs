using EhrAdapters.Mapping.Discovery;
using EhrAdapters.Mapping.Suggestions;

namespace EhrAdapters.Mapping;

/// <inheritdoc/>
public sealed class MappingSuggester(IEhrAdapterFactory adapters, TimeProvider time) : IMappingSuggester
{
    private readonly FieldMapper mapper = new(time);

    /// <inheritdoc/>
    public IReadOnlyList<MappingSuggestion> Suggest(Connection connection, IReadOnlyList<SamplePatient> samples, DataContract contract)
    {
        var profile = adapters.FindProfile(connection.Vendor);
        var discovered = MappingDiscovery.Discover([.. samples.Select(sample => sample.Patient)]);
        return
        [
            .. contract.Fields.Select(field => field.Id == ContractFields.Mrn
                    ? new MrnPlace(mapper, profile, connection, discovered).Suggest(samples, field)
                    : Suggest(field, [.. ProfilePlaces.For(profile, connection, field.Id), .. StandardPlaces.For(field.Id)], [.. StandardPlaces.Near(field.Id), .. NamesakePlaces.For(field)], OwnExtensions.For(field.Id, discovered), samples))
                .OfType<MappingSuggestion>(),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Places(Connection connection, string fieldId) =>
        [.. ProfilePlaces.For(adapters.FindProfile(connection.Vendor), connection, fieldId).Concat(StandardPlaces.For(fieldId)).Distinct(StringComparer.Ordinal)];

    private MappingSuggestion? Suggest(ContractField field, IReadOnlyList<string> places, IReadOnlyList<string> near, IReadOnlyList<OwnExtension> own, IReadOnlyList<SamplePatient> patients)
    {
        var samples = new SampledRecords(field.ResourceType, patients);
        var judged = places.Concat(near).Distinct(StringComparer.Ordinal).Select(place => Judge(place, field, samples)).ToList();
        // Values that are none of the field's say that the extension only sounds like it.
        var ownJudged = own.Select(extension => Judge(extension.Expression, field, samples)).Where(candidate => candidate.Understood > 0 && candidate.Understood * 10 >= candidate.Found * 8).ToList();
        if (judged.Count + ownJudged.Count == 0)
            return null;
        var best = judged.MaxBy(candidate => candidate.Found) is { Found: > 0 } usual ? usual : ownJudged.MaxBy(candidate => candidate.Found) ?? judged[0];
        judged.AddRange(ownJudged);
        var elsewhere = judged.Where(other => other != best && other.Found > 0).ToList();
        return new()
        {
            FieldId = field.Id,
            Expression = best.Expression,
            Reason = SuggestionReason.Of(best, own.FirstOrDefault(extension => extension.Expression == best.Expression)?.Name, samples),
            Sure = (places.Contains(best.Expression) || (ownJudged.Contains(best) && best.Understood == best.Found)) && IsSure(best, elsewhere, field, samples.Count),
            Found = best.Found,
            Of = samples.Count,
            Alternatives = [.. elsewhere.OrderByDescending(other => other.Found).Select(other => other.Expression)],
            CodeMap = best.CodeMap,
        };
    }

    private Candidate Judge(string place, ContractField field, SampledRecords samples)
    {
        var (codeMap, unknown) = CodeMapGuess.Make(samples.All, place, field);
        var mapping = new FieldMapping { FieldId = field.Id, Expression = place, CodeMap = codeMap };
        var outcomes = samples.All.Select(record => mapper.Map(record, field, mapping).Outcome).ToList();
        return new(place, [.. outcomes.Select(outcome => outcome is FieldOutcome.Populated or FieldOutcome.UnmappedCode)], outcomes.Count(outcome => outcome is FieldOutcome.Populated), codeMap, unknown);
    }

    private static bool IsSure(Candidate best, IEnumerable<Candidate> elsewhere, ContractField field, int samples)
    {
        if (samples == 0)
            return StandardPlaces.IsOnlyPlace(field.Id);
        if (best.UnknownCodes > 0 && field.Requirement is FieldRequirement.Identity)
            return false;
        if (best.Found == samples)
            return true;
        // A gap is the patient's where no other place fills it.
        var nothingLost = !elsewhere.Any(best.MissesWhat);
        var seen = best.Found > 0 || (StandardPlaces.IsOnlyPlace(field.Id) && field.Requirement is FieldRequirement.Expected or FieldRequirement.Optional);
        return nothingLost && seen;
    }
}
