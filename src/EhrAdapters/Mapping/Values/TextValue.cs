using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>Free text, without the padding that some EHRs keep around numbers.</summary>
internal static class TextValue
{
    internal static Reading Read(IReadOnlyList<Base> elements)
    {
        foreach (var element in elements)
        {
            if (PlainText.Of(element) is { } text && !string.IsNullOrWhiteSpace(text))
                return Reading.Populated(text.Trim(), text);
        }

        return elements.Any(element => element is not PrimitiveType && PlainText.Of(element) is null && !AbsentReason.IsGiven(element) && element.Any())
            ? Reading.Invalid("The expression selects a whole element where a text is needed; go one step deeper.")
            : Reading.Absent;
    }

    private static bool Any(this Base element) => element.EnumerateElements().Any();
}
