using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages;

namespace Onboarding.Review;

/// <summary>What may be accepted as an exception, and for how long.</summary>
public static class ExceptionRules
{
    public const int MostDays = 90;

    private const string Patient = "patient";

    /// <summary>Why this failure can never be accepted, as the end of a sentence; null where it may be.</summary>
    public static string? Never(Site site, Stage stage, ResultRow row) => row.Code switch
    {
        FindingCodes.ApiWrongSite => "the data may be another hospital's",
        FindingCodes.ApiProdDataInTest => "real patients may be in a test environment",
        FindingCodes.SelfError or "SELF-FAULT" => "our own service broke, so nothing was measured",
        _ when stage is Stage.GoLive => "gates are opened by evidence and by a second person",
        _ when IsIdentity(site, row.Code) => "without this field a record may be taken for another person's",
        _ when stage is Stage.MapFields or Stage.ValidatePatients && FailureFingerprint.Place(row.Check) is Patient => "it is not proven that the patient asked for is the patient found",
        _ => null,
    };

    /// <summary>The first moment after the last day, by the site's clock; refused where the day is over or too far.</summary>
    public static Result<DateTimeOffset> Expiry(DateOnly lastDay, Site site, DateTimeOffset now)
    {
        var today = LetterWords.Day(now, site.TimeZone);
        if (lastDay < today)
            return ReviewRefusals.DayPast;
        if (lastDay > today.AddDays(MostDays))
            return ReviewRefusals.DayFar;
        var midnight = lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static bool IsIdentity(Site site, string code) =>
        FieldRows.All(DataContract.Default, site.Configuration.Mapping)
            .Where(field => field.Requirement is FieldRequirement.Identity)
            .Any(field => code == FieldRows.Code("VALIDATE", field.Id) || code == FieldRows.Code("MAP", field.Id));
}
