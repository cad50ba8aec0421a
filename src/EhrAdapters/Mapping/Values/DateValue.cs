using System.Globalization;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>A FHIR date (year, year and month, or full); of an instant the date counts.</summary>
internal static partial class DateValue
{
    // Nobody alive or lately deceased was born before; older dates are placeholders such as 1800-01-01.
    private const int EarliestYear = 1870;

    // The date line: where a day begins first, it begins fourteen hours before it does in UTC.
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);

    internal static Reading Read(IReadOnlyList<Base> elements, bool mustBePast, DateTimeOffset now)
    {
        var source = elements.Select(PlainText.Of).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
        if (source is null)
            return Reading.Absent;
        var text = source.Trim();
        var match = Shape().Match(text);
        if (!match.Success)
            return Reading.Invalid("The value is not a date as FHIR writes it: year, month, day.");
        var date = match.Groups["date"].Value;
        if (First(date) is not { } first)
            return Reading.Invalid("The value names a day that does not exist.");
        if (mustBePast && first > DateOnly.FromDateTime((now.UtcDateTime + FurthestAhead).Date))
            return Reading.Invalid("The date lies in the future.");
        if (mustBePast && first.Year < EarliestYear)
            return Reading.Invalid($"The date lies before {EarliestYear}.");
        return Reading.Populated(date, source);
    }

    private static DateOnly? First(string date)
    {
        var full = date.Length switch { 4 => date + "-01-01", 7 => date + "-01", _ => date };
        return DateOnly.TryParseExact(full, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)(T[0-9:.]+(Z|[+-][0-9:]+)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
