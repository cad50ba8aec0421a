using System.Globalization;
using System.Text.RegularExpressions;

namespace EhrAdapters.Mapping.Values;

/// <summary>What FHIR's dates and moments (R4, date, dateTime and instant) say, as far as they say it.</summary>
internal static partial class Moments
{
    // The date line: where a day begins first, it begins fourteen hours before it does in UTC.
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);

    /// <summary>The part that is a date, or null where the text is none.</summary>
    internal static string? DatePart(string text) => Shape().Match(text) is { Success: true } match ? match.Groups["date"].Value : null;

    /// <summary>True where a moment, if it names one, names one that exists.</summary>
    internal static bool Exists(string text) =>
        FirstDay(text) is not null && (!text.Contains('T', StringComparison.Ordinal) || Instant(text) is not null);

    /// <summary>The first day that the text may mean; null where no such day exists.</summary>
    internal static DateOnly? FirstDay(string text)
    {
        var full = DatePart(text) switch { { Length: 4 } year => year + "-01-01", { Length: 7 } month => month + "-01", var day => day };
        return DateOnly.TryParseExact(full, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;
    }

    /// <summary>True where the one is surely before the other; what one of them leaves open says nothing.</summary>
    internal static bool IsBefore(string one, string other)
    {
        if (HasZone(one) && HasZone(other) && Instant(one) is { } left && Instant(other) is { } right)
            return left < right;
        if (DatePart(one) is not { } from || DatePart(other) is not { } to)
            return false;
        var shared = Math.Min(from.Length, to.Length);
        // A zone may move a day by one.
        return shared < 10 || (!HasZone(one) && !HasZone(other))
            ? string.CompareOrdinal(from, 0, to, 0, shared) < 0
            : FirstDay(from) is { } first && FirstDay(to) is { } second && first.AddDays(1) < second;
    }

    /// <summary>The last day that is today somewhere.</summary>
    internal static DateOnly LatestToday(DateTimeOffset now) => DateOnly.FromDateTime((now.UtcDateTime + FurthestAhead).Date);

    /// <summary>The first day that is today somewhere.</summary>
    internal static DateOnly EarliestToday(DateTimeOffset now) => DateOnly.FromDateTime((now.UtcDateTime - FurthestAhead).Date);

    private static bool HasZone(string text) => Shape().Match(text).Groups["zone"].Success;

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    [GeneratedRegex(@"^(?<date>[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)(T[0-9:.]+(?<zone>Z|[+-][0-9:]+)?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
