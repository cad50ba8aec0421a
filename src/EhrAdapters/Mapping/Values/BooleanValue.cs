using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>True or false; for deceased[x] a date or an instant says true.</summary>
internal static class BooleanValue
{
    internal static Reading Read(IReadOnlyList<Base> elements, IReadOnlyDictionary<string, string> codeMap)
    {
        var source = elements.SelectMany(CodeValue.Codes).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (source is null)
            return Reading.Absent;
        var text = codeMap.GetValueOrDefault(source.Trim(), source.Trim());
        if (bool.TryParse(text, out var flag))
            return Reading.Populated(flag);
        return DateValue.Read(elements).Outcome is FieldOutcome.Populated
            ? Reading.Populated(true)
            : Reading.Invalid("The value is neither true nor false nor a date.");
    }
}
