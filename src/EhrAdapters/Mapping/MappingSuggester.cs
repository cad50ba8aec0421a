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
                    : Suggest(field, [.. ProfilePlaces.For(profile, connection, field.Id), .. StandardPlaces.For(field.Id)], StandardPlaces.Near(field.Id), OwnExtensions.For(field.Id, discovered), samples))
                .OfType<MappingSuggestion>(),
        ];
    }

    private MappingSuggestion? Suggest(ContractField field, IReadOnlyList<string> places, IReadOnlyList<string> near, IReadOnlyList<OwnExtension> own, IReadOnlyList<SamplePatient> samples)
    {
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
            Reason = Reason(best, own.FirstOrDefault(extension => extension.Expression == best.Expression)?.Name, samples.Count),
            Sure = (places.Contains(best.Expression) || (ownJudged.Contains(best) && best.Understood == best.Found)) && IsSure(best, elsewhere, field, samples.Count),
            Found = best.Found,
            Of = samples.Count,
            Alternatives = [.. elsewhere.OrderByDescending(other => other.Found).Select(other => other.Expression)],
            CodeMap = best.CodeMap,
        };
    }

    private Candidate Judge(string place, ContractField field, IReadOnlyList<SamplePatient> samples)
    {
        var (codeMap, unknown) = CodeMapGuess.Make(samples.Select(sample => sample.Patient), place, field);
        var mapping = new FieldMapping { FieldId = field.Id, Expression = place, CodeMap = codeMap };
        var outcomes = samples.Select(sample => mapper.Map(sample.Patient, field, mapping).Outcome).ToList();
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

    private static string Reason(Candidate best, string? extension, int samples)
    {
        var found = samples == 0 ? "The usual place; no sample patient has been read yet."
            : best.Found == 0 ? $"None of {samples} sample patients has a value at any known place."
            : extension is null ? $"{best.Found} of {samples} sample patients carry a value here."
            : $"{best.Found} of {samples} sample patients carry a value here; the hospital's own extension is called “{extension}”, and {(best.Understood == best.Found ? "all its values fit" : $"{best.Understood} of its values fit")} the field.";
        var told = best.CodeMap.Count switch
        {
            0 => found,
            1 => found + " One local code was told from its display.",
            var many => found + $" {many} local codes were told from their displays.",
        };
        return best.UnknownCodes switch
        {
            0 => told,
            1 => told + " One local code needs an entry in the code map.",
            var many => told + $" {many} local codes need an entry in the code map.",
        };
    }
}
