using System.Globalization;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>A normalised value as people read it. Patient data.</summary>
internal static class ValueText
{
    internal static string? Of(NormalisedField field) => field.Value switch
    {
        null => null,
        bool flag => flag ? "yes" : "no",
        PersonName name => string.Join(' ', name.Given.Append(name.Family).OfType<string>()) is { Length: > 0 } parts ? parts : name.Text,
        PostalAddress address => string.Join(", ", address.Lines.Concat([address.City, address.State, address.PostalCode, address.Country]).Where(part => !string.IsNullOrWhiteSpace(part))),
        MeasuredQuantity quantity => string.Create(CultureInfo.InvariantCulture, $"{quantity.Number} {quantity.Unit}").TrimEnd(),
        string text => text,
        _ => null,
    };
}
