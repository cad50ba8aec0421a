using System.Globalization;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.Samples;

/// <summary>Decides whether what a search brought is what the search asked for: vendors match loosely and leave out what they do not know.</summary>
public static class SearchMatch
{
    /// <param name="isAsked">Tells whether a patient carries a medical record number.</param>
    public static bool IsAsked(Patient patient, string query, Func<Patient, string, bool> isAsked)
    {
        foreach (var (name, value) in Parameters(query))
        {
            var right = name switch
            {
                "_id" => value.Split(',').Contains(ResourceIds.Of(patient), StringComparer.Ordinal),
                "birthdate" when Day(value) is { } day => patient.BirthDate is { } born && born.StartsWith(day, StringComparison.Ordinal),
                "identifier" => Number(value) is not { Length: > 0 } number || isAsked(patient, number) || MrnMatch.AnyIdentifier(patient, number),
                _ => true,
            };
            if (!right)
                return false;
        }

        return true;
    }

    private static IEnumerable<(string Name, string Value)> Parameters(string query) => query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .Select(pair => (Decode(pair[0]), Decode(pair[1]).Trim()));

    // A comparison such as ge1950 names no day.
    private static string? Day(string value)
    {
        var day = value.StartsWith("eq", StringComparison.Ordinal) ? value[2..] : value;
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? day : null;
    }

    private static string Number(string token) => token[(token.LastIndexOf('|') + 1)..].Trim();

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
