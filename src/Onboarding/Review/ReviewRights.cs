using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;

namespace Onboarding.Review;

/// <summary>What every command of the review asks first.</summary>
internal static partial class ReviewRights
{
    internal const int LongestText = 1000;

    /// <summary>Null for those who decide about failed reports.</summary>
    internal static Refusal? Check(Actor by) =>
        !by.MayWork ? Actor.LooksOn : by.Role is Roles.Engineer or Roles.Administrator ? null : ReviewRefusals.EngineersDecide;

    /// <summary>What somebody wrote, with secrets taken out; refused where it is empty, too long or may tell of a patient.</summary>
    internal static Result<string> Words(string? text, Refusal empty)
    {
        var trimmed = text?.Trim() ?? "";
        return trimmed.Length == 0 ? empty
            : trimmed.Length > LongestText ? ReviewRefusals.TooLong
            : PatientLike().IsMatch(trimmed) ? ReviewRefusals.PatientLike
            : Scrubber.Scrub(trimmed);
    }

    // Refused, not taken out: whoever wrote it should know that it does not belong here. Tickets such as CHG0041782 and ports pass.
    [GeneratedRegex(@"\bPatient/[A-Za-z0-9.-]+|\bMRN\W{0,3}[A-Z]{0,3}\d|(?<![A-Za-z0-9])\d{6,}|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|[\w.+-]+@[\w-]+\.[\w.]+", RegexOptions.IgnoreCase)]
    private static partial Regex PatientLike();
}
