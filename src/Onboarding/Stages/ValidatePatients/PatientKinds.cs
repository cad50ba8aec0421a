using System.Globalization;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>The one word about a patient that may be kept: the age group, which says what the ten prove.</summary>
internal static class PatientKinds
{
    internal const string NotFound = "not found";
    internal const string Newborn = "newborn";
    internal const string Minor = "minor";
    internal const string Adult = "adult";
    internal const string Over89 = "over 89";
    internal const string Unknown = "age unknown";

    /// <param name="birthDate">A FHIR date: a year, a year and month, or a full date.</param>
    internal static string Of(string? birthDate, DateOnly today)
    {
        if (Parse(birthDate) is not { } born || born > today)
            return Unknown;
        var years = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
        return years switch
        {
            < 18 when born.AddDays(28) >= today => Newborn,
            < 18 => Minor,
            > 89 => Over89,
            _ => Adult,
        };
    }

    private static DateOnly? Parse(string? birthDate) =>
        DateOnly.TryParseExact(birthDate, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;
}
