using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A FHIR date (year, year and month, or full); of an instant the date counts.</summary>
internal static class DateValue
{
    internal static Reading Read(IReadOnlyList<Base> elements)
    {
        var source = elements.Select(PlainText.Of).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (source is null)
            return Reading.Absent;
        var text = source.Trim();
        if (Moments.DatePart(text) is not { } date)
            return Reading.Invalid("The value is not a date as FHIR writes it: year, month, day.");
        return Moments.FirstDay(date) is null ? Reading.Invalid("The value names a day that does not exist.") : Reading.Populated(date, source);
    }
}

/// <summary>A FHIR dateTime or instant; of a period the start counts.</summary>
internal static class DateTimeValue
{
    internal static Reading Read(IReadOnlyList<Base> elements)
    {
        var source = elements.Select(element => PlainText.Of(element is Period period ? period.StartElement : element)).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (source is null)
            return Reading.Absent;
        var text = source.Trim();
        if (Moments.DatePart(text) is null)
            return Reading.Invalid("The value is not a date or moment as FHIR writes it: year, month, day, time, zone.");
        return Moments.Exists(text) ? Reading.Populated(text, source) : Reading.Invalid("The value names a day or a time that does not exist.");
    }
}
