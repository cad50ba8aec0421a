using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A code, through the site's code map to a code of the data contract.</summary>
internal static class CodeValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        string? unmapped = null;
        foreach (var source in elements.SelectMany(Codes).Where(code => !string.IsNullOrWhiteSpace(code)))
        {
            if (Translate(source.Trim(), field, codeMap) is { } code)
                return Reading.Populated(code, source);
            unmapped ??= source.Trim();
        }

        return unmapped is null ? Reading.Absent
            : new(FieldOutcome.UnmappedCode, Source: unmapped, Reason: "The hospital uses a code of its own here that the code map does not list.");
    }

    /// <summary>Every code an element offers, the likeliest first.</summary>
    internal static IEnumerable<string> Codes(Base element) => element switch
    {
        CodeableConcept concept => concept.Coding.Select(coding => coding.Code).Append(concept.Text).OfType<string>(),
        Coding coding => new[] { coding.Code ?? coding.Display }.OfType<string>(),
        _ => new[] { PlainText.Of(element) }.OfType<string>(),
    };

    private static string? Translate(string source, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        var code = Mapped(source, codeMap) ?? source;
        if (field.AllowedCodes.Count > 0)
            return field.AllowedCodes.FirstOrDefault(allowed => string.Equals(allowed, code, StringComparison.OrdinalIgnoreCase));
        return field.Id == ContractFields.Language ? LanguageTag.Normalise(code) : code;
    }

    private static string? Mapped(string source, IReadOnlyDictionary<string, string> codeMap)
    {
        if (codeMap.TryGetValue(source, out var code))
            return code;
        return codeMap.FirstOrDefault(pair => string.Equals(pair.Key.Trim(), source, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
