using System.Text.Json;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>A field's code map as a FHIR R4 ConceptMap.</summary>
internal static class ConceptMapExport
{
    private static readonly JsonSerializerOptions Fhir = new JsonSerializerOptions { WriteIndented = true }.ForFhir(ModelInfo.ModelInspector);

    internal static string Write(CodeMapFile file) => JsonSerializer.Serialize<Base>(Of(file), Fhir);

    internal static ConceptMap Of(CodeMapFile file)
    {
        var oneWay = OneWay.Of(file.Mapping.CodeMap);
        var source = CodeSystems.OfHospital(file.Mapping.Expression);
        return new()
        {
            Name = Name(file.Site, file.Field.Id),
            Title = $"{file.Site}: {file.Field.Label}",
            Version = file.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Status = PublicationStatus.Active,
            DateElement = new(file.At),
            Description = $"From the hospital's own codes to the codes of the field “{file.Field.Label}”. Where several codes share one, the map is one way and must not be read back.",
            Group =
            [
                .. file.Mapping.CodeMap.GroupBy(entry => CodeSystems.OfOurs(file.Field, entry.Value))
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new ConceptMap.GroupComponent
                    {
                        Source = source,
                        Target = group.Key,
                        Element = [.. group.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Element(entry.Key, entry.Value, oneWay.Contains(entry.Key)))],
                    }),
            ],
        };
    }

    private static ConceptMap.SourceElementComponent Element(string code, string ours, bool oneWay) => new()
    {
        Code = code,
        Target =
        [
            new()
            {
                Code = ours,
                Equivalence = oneWay ? ConceptMapEquivalence.Relatedto : ConceptMapEquivalence.Equivalent,
                Comment = oneWay ? "One way: other hospital codes map to this code as well." : null,
            },
        ],
    };

    // What FHIR wants of a name: a letter, then letters, digits and underscores.
    private static string Name(string site, string field)
    {
        var words = string.Concat($"{site} {field}".Split(' ', '.', '-', '_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var plain = string.Concat(words.Where(char.IsAsciiLetterOrDigit));
        return plain.Length > 0 && char.IsAsciiLetterUpper(plain[0]) ? plain : $"CodeMap{plain}";
    }
}
