using System.Globalization;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>One line of text for any FHIR element; null where it has none that a person could read.</summary>
internal static class PlainText
{
    internal static string? Of(Base? element) => element switch
    {
        null => null,
        PrimitiveType primitive => Primitive(primitive),
        Coding coding => coding.Code ?? coding.Display,
        CodeableConcept concept => concept.Text ?? concept.Coding.Select(coding => coding.Display ?? coding.Code).FirstOrDefault(text => text is not null),
        HumanName name => name.Text ?? Join(" ", [.. name.Given, name.Family]),
        Address address => address.Text ?? Join(", ", [.. address.Line, address.City, address.State, address.PostalCode, address.Country]),
        ContactPoint contact => contact.Value,
        Identifier identifier => identifier.Value,
        ResourceReference reference => reference.Display ?? reference.Reference,
        Quantity quantity => Join(" ", [quantity.Value?.ToString(CultureInfo.InvariantCulture), quantity.Unit]),
        Period period => Join(" to ", [period.Start, period.End]),
        Extension extension => Of(extension.Value),
        _ => null,
    };

    /// <summary>The text of a primitive as it stood in the JSON, whether or not it is valid for its type.</summary>
    internal static string? Primitive(PrimitiveType primitive) => primitive.JsonValue switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString(),
    };

    internal static string? Join(string separator, IReadOnlyList<string?> parts)
    {
        var text = string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        return text.Length > 0 ? text : null;
    }
}
