using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Tells a hospital's local codes from their displays, where a display plainly means one of our codes.</summary>
internal static class CodeMapGuess
{
    /// <summary>The code map for everything an expression selects in the samples, and how many codes stay unknown.</summary>
    internal static (IReadOnlyDictionary<string, string> Map, int Unknown) Make(IEnumerable<Resource> records, string expression, ContractField field)
    {
        if (Meanings(field) is not { } meaning)
            return (new Dictionary<string, string>(), 0);
        var meanings = records
            .SelectMany(record => (FhirPath.Select(record, expression) ?? []).Take(1))
            .SelectMany(node => OddData.Read(() => Displays(node, field).ToList(), []))
            .Where(pair => !IsStandard(field, pair))
            .GroupBy(pair => pair.Code, pair => meaning(pair.Display) ?? meaning(pair.Code))
            .Select(group => (Code: group.Key, Meanings: group.Distinct().ToList()))
            .ToList();
        // A code with two meanings is left to a person.
        var map = meanings.Where(entry => entry.Meanings is [not null]).ToDictionary(entry => entry.Code, entry => entry.Meanings[0]!);
        return (map, meanings.Count - map.Count);
    }

    private static Func<string?, string?>? Meanings(ContractField field) =>
        CodeWords.For(field.Id) is { } words ? words.Find
        : field.Id == ContractFields.Language ? text => string.IsNullOrWhiteSpace(text) ? null : LanguageTag.Normalise(text)
        // Which codes are local can be told from their system, even where no word of theirs is known.
        : field is { CodeSystem: not null, Type: FieldType.Code } ? _ => null
        : null;

    private static bool IsStandard(ContractField field, Local local) => field switch
    {
        { Id: ContractFields.Language } => LanguageTag.Normalise(local.Code) is not null,
        { CodeSystem: not null } when !local.IsBound && !CodeValue.IsTaken(local.System, field) => false,
        { CodeSystem: not null, AllowedCodes.Count: 0 } => true,
        _ => field.AllowedCodes.Contains(local.Code, StringComparer.OrdinalIgnoreCase),
    };

    private static IEnumerable<Local> Displays(PocoNode node, ContractField field) => node.Poco switch
    {
        Coding coding => Pair(coding.Code ?? coding.Display, coding.Display, coding.System),
        CodeableConcept { Coding.Count: 0 } concept => Pair(concept.Text, concept.Text),
        CodeableConcept concept when field.CodeSystem is not null && concept.Coding.Any(coding => CodeValue.IsTaken(coding.System, field)) => [],
        CodeableConcept concept => concept.Coding.Take(1).SelectMany(coding => Pair(coding.Code ?? coding.Display, coding.Display ?? concept.Text, coding.System)),
        PrimitiveType primitive when (node.Parent as PocoNode)?.Poco is Coding parent => Pair(PlainText.Primitive(primitive), parent.Display, parent.System),
        PrimitiveType primitive => Pair(PlainText.Primitive(primitive), PlainText.Primitive(primitive), bound: primitive.TypeName == "code"),
        _ => [],
    };

    private static IEnumerable<Local> Pair(string? code, string? display, string? system = null, bool bound = false) =>
        string.IsNullOrWhiteSpace(code) ? [] : [new(code.Trim(), display, system, bound)];

    private sealed record Local(string Code, string? Display, string? System, bool IsBound);
}
