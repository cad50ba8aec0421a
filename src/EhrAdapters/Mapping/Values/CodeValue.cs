using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A code, through the site's code map to a code of the data contract, in the code system that it names.</summary>
internal static class CodeValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        Offered? unmapped = null;
        foreach (var offered in elements.SelectMany(Offers).Where(offered => !string.IsNullOrWhiteSpace(offered.Code)))
        {
            if (Translate(offered, field, codeMap) is { } code)
                return Reading.Populated(code, offered.Code);
            unmapped ??= offered;
        }

        return unmapped is null ? Reading.Absent : new(FieldOutcome.UnmappedCode, Source: unmapped.Code.Trim(), Reason: Missing(unmapped, field));
    }

    /// <summary>Every code an element offers, the likeliest first.</summary>
    internal static IEnumerable<string> Codes(Base element) => Offers(element).Select(offered => offered.Code);

    /// <summary>True where a code of this system needs no translation.</summary>
    internal static bool IsTaken(string? system, ContractField field) =>
        StandardCodeSystems.Same(system, field.CodeSystem) || field.OtherCodeSystems.Any(other => StandardCodeSystems.Same(system, other));

    /// <summary>What the code map makes of a code, however it is spelled; null where it does not list it.</summary>
    internal static string? Mapped(string source, IReadOnlyDictionary<string, string> codeMap)
    {
        if (codeMap.TryGetValue(source, out var code))
            return code;
        return codeMap.FirstOrDefault(pair => string.Equals(pair.Key.Trim(), source, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static IEnumerable<Offered> Offers(Base element) => element switch
    {
        CodeableConcept concept => concept.Coding.Where(coding => coding.Code is not null).Select(coding => new Offered(coding.Code!, coding.System))
            .Concat(concept.Text is { } text ? [new(text, null)] : []),
        Coding coding => (coding.Code ?? coding.Display) is { } code ? [new(code, coding.Code is null ? null : coding.System)] : [],
        // An element of type code draws from the one value set that FHIR binds it to.
        PrimitiveType { TypeName: "code" } => PlainText.Of(element) is { } bound ? [new(bound, null, IsBound: true)] : [],
        _ => PlainText.Of(element) is { } plain ? [new(plain, null)] : [],
    };

    private static string? Translate(Offered offered, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        var source = offered.Code.Trim();
        var mapped = Mapped(source, codeMap);
        if (mapped is null && field.CodeSystem is not null && !offered.IsBound && !IsTaken(offered.System, field))
            return null;
        var code = mapped ?? source;
        if (field.AllowedCodes.Count > 0)
            return field.AllowedCodes.FirstOrDefault(allowed => string.Equals(allowed, code, StringComparison.OrdinalIgnoreCase));
        return field.Id == ContractFields.Language ? LanguageTag.Normalise(code) : code;
    }

    private static string Missing(Offered offered, ContractField field) =>
        field.CodeSystem is { } needed && !offered.IsBound && !IsTaken(offered.System, field)
            ? $"The code is not from {StandardCodeSystems.NameOf(needed)}, and the code map does not list it."
            : "The hospital uses a code of its own here that the code map does not list.";

    // Bound: the element itself allows codes of one system only and names none.
    private sealed record Offered(string Code, string? System, bool IsBound = false);
}
