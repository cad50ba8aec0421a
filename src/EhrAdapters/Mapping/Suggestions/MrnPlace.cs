using EhrAdapters.Mapping.Discovery;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Finds the identifier that holds the MRN: by the numbers the hospital gave, by the options, by the MR code.</summary>
internal sealed class MrnPlace(FieldMapper mapper, VendorProfile? profile, Connection connection, DiscoveryReport discovered)
{
    private const string Rendered = ".extension.where(url='http://hl7.org/fhir/StructureDefinition/rendered-value').value";

    internal MappingSuggestion Suggest(IReadOnlyList<SamplePatient> samples, ContractField field)
    {
        var named = samples.Where(sample => !string.IsNullOrWhiteSpace(sample.Mrn)).ToList();
        var fromOptions = FromOptions();
        var fromProfile = ProfilePlaces.For(profile, connection, field.Id);
        string[] usual = [.. fromOptions, .. fromProfile, .. StandardPlaces.For(field.Id)];
        if (named.Count > 0)
            return ByNumbers(named, [.. fromOptions, .. Slots(named), .. fromProfile, .. StandardPlaces.For(field.Id)], samples, field);
        return samples.Count == 0 ? Unseen(usual, fromOptions.Count > 0, field) : ByPresence(usual, fromOptions.Count > 0, samples, field);
    }

    private MappingSuggestion ByNumbers(List<SamplePatient> named, IEnumerable<string> places, IReadOnlyList<SamplePatient> samples, ContractField field)
    {
        var judged = places.Distinct(StringComparer.Ordinal)
            .Select(place => (Place: place, Right: named.Count(sample => Number(sample.Patient, place, field) == sample.Mrn!.Trim())))
            .ToList();
        var best = judged.MaxBy(candidate => candidate.Right);
        return new()
        {
            FieldId = field.Id,
            Expression = best.Place,
            Reason = best.Right == named.Count
                ? $"{best.Right} of {named.Count} sample patients carry the number you were given here{Says(best.Place)}."
                : best.Right == 0
                    ? "No sample patient carries the number you were given anywhere; ask the hospital which number it is."
                    : $"Only {best.Right} of {named.Count} sample patients carry the number you were given here.",
            Sure = best.Right == named.Count,
            Found = samples.Count(sample => Number(sample.Patient, best.Place, field) is not null),
            Of = samples.Count,
            Alternatives = [.. judged.Where(other => other.Right > 0 && other.Place != best.Place).OrderByDescending(other => other.Right).Select(other => other.Place).Take(5)],
        };
    }

    private MappingSuggestion ByPresence(IEnumerable<string> places, bool fromOptions, IReadOnlyList<SamplePatient> samples, ContractField field)
    {
        var pools = new OwnPools(discovered, (patient, place) => Number(patient, place, field));
        var usual = places.Distinct(StringComparer.Ordinal).ToList();
        var first = usual[0];
        var borneOut = usual.Where(place => (fromOptions && place == first) || pools.MayBeOwn(place, samples)).ToList();
        var judged = borneOut.Concat(pools.Own).Concat(usual.Where(place => !pools.IsAnother(place, samples)))
            .Distinct(StringComparer.Ordinal)
            .Select(place => (Place: place, Found: samples.Count(sample => Number(sample.Patient, place, field) is not null)))
            .DefaultIfEmpty((Place: first, Found: 0))
            .ToList();
        var best = judged.MaxBy(candidate => candidate.Found);
        var chosen = fromOptions && best.Place == first;
        var only = samples.All(sample => Count(sample.Patient, best.Place) == 1);
        return new()
        {
            FieldId = field.Id,
            Expression = best.Place,
            Reason = chosen
                ? $"The hospital named this number; {best.Found} of {samples.Count} sample patients have it."
                : $"{best.Found} of {samples.Count} sample patients carry a number here{Says(best.Place)}; no sample was named by its MRN, so compare one with the hospital.",
            Sure = best.Found > 0 && (chosen || (borneOut.Contains(best.Place) && best.Found == samples.Count && only && IsFirmPlace(best.Place))),
            Found = best.Found,
            Of = samples.Count,
            Alternatives = [.. judged.Where(other => other.Found > 0 && other.Place != best.Place).OrderByDescending(other => other.Found).Select(other => other.Place).Take(5)],
        };
    }

    private static MappingSuggestion Unseen(string[] places, bool fromOptions, ContractField field) => new()
    {
        FieldId = field.Id,
        Expression = places[0],
        Reason = fromOptions ? "The hospital named this number on the configuration page." : "The usual place; no sample patient has been read yet.",
        Sure = fromOptions || IsMrCoded(places[0]),
        Found = 0,
        Of = 0,
        Alternatives = [.. places.Skip(1).Distinct(StringComparer.Ordinal)],
    };

    private List<string> FromOptions()
    {
        List<string> conditions = [];
        if (connection.Option("mrnSystem") is { } system)
            conditions.Add("system=" + ProfilePlaces.Quote(system));
        if (connection.Option("mrnTypeText") is { } text)
            conditions.Add("type.text=" + ProfilePlaces.Quote(text));
        return conditions.Count == 0 ? [] : [$"identifier.where({string.Join(" and ", conditions)} and {StandardPlaces.NotEnded}).value"];
    }

    // Every way to name the identifiers that hold a given number, the steadiest first: its system, its type, its code.
    private static IEnumerable<string> Slots(List<SamplePatient> named)
    {
        var ended = named.SelectMany(sample => Identifiers(sample.Patient)).Any(identifier => OddData.Read(() => identifier.Period?.End is not null, false));
        var suffix = ended ? " and " + StandardPlaces.NotEnded : "";
        var holders = named.SelectMany(sample => Identifiers(sample.Patient).Where(identifier => Holds(identifier, sample.Mrn!.Trim()))).ToList();
        var conditions = holders.Select(BySystem)
            .Concat(holders.Select(ByType))
            .Concat(holders.Select(holder => BySystem(holder) is { } system && ByType(holder) is { } type ? $"{system} and {type}" : null))
            .Concat(holders.SelectMany(holder => holder.Type?.Coding ?? []).Select(coding => coding.Code is null ? null : $"type.coding.where(code={ProfilePlaces.Quote(coding.Code)}).exists()"))
            .OfType<string>().Distinct(StringComparer.Ordinal).Take(20);
        return conditions.SelectMany(condition => new[] { $"identifier.where({condition}{suffix}).value", $"identifier.where({condition}{suffix}).value{Rendered}" });
    }

    private static List<Identifier> Identifiers(Patient patient) => OddData.Read(() => patient.Identifier, []);

    // One that cannot be read in full names no slot.
    private static bool Holds(Identifier identifier, string mrn) => OddData.Read(
        () => (identifier.Value?.Trim() == mrn || (identifier.ValueElement?.Extension.Any(extension => (extension.Value as FhirString)?.Value?.Trim() == mrn) ?? false))
            && identifier.System?.Length != 0 && identifier.Type?.Text?.Length != 0 && (identifier.Type?.Coding.All(coding => coding.Code?.Length != 0) ?? true),
        false);

    private static string? BySystem(Identifier identifier) =>
        string.IsNullOrWhiteSpace(identifier.System) ? null : "system=" + ProfilePlaces.Quote(identifier.System);

    private static string? ByType(Identifier identifier) =>
        string.IsNullOrWhiteSpace(identifier.Type?.Text) ? null : "type.text=" + ProfilePlaces.Quote(identifier.Type.Text);

    // A fixed system or the MR code says what the number is; a text such as "EPI" is each hospital's own word.
    private static bool IsFirmPlace(string place) => IsMrCoded(place) || place.Contains("system", StringComparison.Ordinal);

    private static bool IsMrCoded(string place) => place.Contains("'MR'", StringComparison.Ordinal);

    private static int Count(Patient patient, string place) => FhirPath.Select(patient, place)?.Count ?? 0;

    // What the hospital itself calls the number, where one kind of identifier is read.
    private string Says(string place) =>
        discovered.Identifiers.Where(kind => kind is { Resource: "Patient", TypeText: not null } && Names(place, kind)).Select(kind => kind.TypeText).Distinct().ToList() is [{ Length: <= 40 } text]
            ? $"; type text says “{text}”"
            : "";

    private static bool Names(string place, DiscoveredIdentifier kind) =>
        (kind.System is { } system && place.Contains(ProfilePlaces.Quote(system), StringComparison.Ordinal))
        || place.Contains("type.text=" + ProfilePlaces.Quote(kind.TypeText!), StringComparison.Ordinal);

    private string? Number(Patient patient, string place, ContractField field) =>
        mapper.Map(patient, field, new() { FieldId = field.Id, Expression = place }).Value as string;
}
