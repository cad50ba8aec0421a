using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A number with its unit in the code system that is asked for, through the code map where the hospital writes units its own way.</summary>
internal static class QuantityValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        Reading? gap = null;
        foreach (var quantity in elements.OfType<Quantity>().Where(quantity => quantity.Value is not null))
        {
            var reading = Read(quantity, field, codeMap);
            if (reading.Outcome is FieldOutcome.Populated)
                return reading;
            gap ??= reading;
        }

        return gap ?? (elements.Any(element => element is not Quantity && PlainText.Of(element) is { Length: > 0 })
            ? Reading.Invalid("The expression selects something that is not a quantity.")
            : Reading.Absent);
    }

    /// <summary>The same, or words where the result is no number.</summary>
    internal static Reading ReadResult(IReadOnlyList<Base> elements, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        var quantity = Read([.. elements.OfType<Quantity>()], field, codeMap);
        return quantity.Outcome is FieldOutcome.Absent ? TextValue.Read([.. elements.Where(element => element is not Quantity)]) : quantity;
    }

    private static Reading Read(Quantity quantity, ContractField field, IReadOnlyDictionary<string, string> codeMap)
    {
        var written = new[] { quantity.Code, quantity.Unit }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!.Trim()).ToList();
        var mapped = written.Select(unit => CodeValue.Mapped(unit, codeMap)).FirstOrDefault(unit => unit is not null);
        if (mapped is null && written.Count == 0)
            return Reading.Invalid("The number has no unit.");
        if (mapped is null && field.CodeSystem is not null && (string.IsNullOrWhiteSpace(quantity.Code) || !CodeValue.IsTaken(quantity.System, field)))
            return new(FieldOutcome.UnmappedCode, Source: written[0], Reason: $"The unit is not in {StandardCodeSystems.NameOf(field.CodeSystem)}, and the code map does not list it.");
        var unit = mapped ?? written[0];
        return new(FieldOutcome.Populated, new MeasuredQuantity(quantity.Value!.Value, unit), mapped is null ? null : written[0]);
    }
}
