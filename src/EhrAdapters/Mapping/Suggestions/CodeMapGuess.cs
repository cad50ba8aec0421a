using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Tells a hospital's local codes from their displays, where a display plainly means one of our codes.</summary>
internal static class CodeMapGuess
{
    /// <summary>The code map for everything an expression selects in the samples, and how many codes stay unknown.</summary>
    internal static (IReadOnlyDictionary<string, string> Map, int Unknown) Make(IEnumerable<Resource> records, string expression, ContractField field)
    {
        if (Meanings(field.Id) is not { } meaning)
            return (new Dictionary<string, string>(), 0);
        var meanings = records
            .SelectMany(record => (FhirPath.Select(record, expression) ?? []).Take(1))
            .SelectMany(node => OddData.Read(() => Displays(node).ToList(), []))
            .Where(pair => !IsStandard(field, pair.Code))
            .GroupBy(pair => pair.Code, pair => meaning(pair.Display) ?? meaning(pair.Code))
            .Select(group => (Code: group.Key, Meanings: group.Distinct().ToList()))
            .ToList();
        // A code with two meanings is left to a person.
        var map = meanings.Where(entry => entry.Meanings is [not null]).ToDictionary(entry => entry.Code, entry => entry.Meanings[0]!);
        return (map, meanings.Count - map.Count);
    }

    private static Func<string?, string?>? Meanings(string fieldId) =>
        CodeWords.For(fieldId) is { } words ? words.Find
        : fieldId == ContractFields.Language ? text => string.IsNullOrWhiteSpace(text) ? null : LanguageTag.Normalise(text)
        : null;

    private static bool IsStandard(ContractField field, string code) => field.Id == ContractFields.Language
        ? LanguageTag.Normalise(code) is not null
        : field.AllowedCodes.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Code, string? Display)> Displays(PocoNode node) => node.Poco switch
    {
        Coding coding => Pair(coding.Code ?? coding.Display, coding.Display),
        CodeableConcept { Coding.Count: 0 } concept => Pair(concept.Text, concept.Text),
        CodeableConcept concept => concept.Coding.Take(1).SelectMany(coding => Pair(coding.Code ?? coding.Display, coding.Display ?? concept.Text)),
        PrimitiveType primitive => Pair(PlainText.Primitive(primitive), (node.Parent as PocoNode)?.Poco is Coding parent ? parent.Display : PlainText.Primitive(primitive)),
        _ => [],
    };

    private static IEnumerable<(string Code, string? Display)> Pair(string? code, string? display) =>
        string.IsNullOrWhiteSpace(code) ? [] : [(code.Trim(), display)];
}
