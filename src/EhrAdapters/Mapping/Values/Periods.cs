using System.Globalization;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>Whether something still counts.</summary>
internal static class Periods
{
    /// <summary>True where the period has an end that is a past day; an end that cannot be read ends nothing.</summary>
    internal static bool HasEnded(Period? period, DateTimeOffset now) =>
        period?.End is { Length: >= 10 } end
        && DateOnly.TryParseExact(end[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < DateOnly.FromDateTime(now.UtcDateTime);
}
