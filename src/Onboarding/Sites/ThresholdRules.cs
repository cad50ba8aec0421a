using System.Globalization;

namespace Onboarding.Sites;

/// <summary>Which limits of a validation can be set, in words, and what they may be.</summary>
public static class ThresholdRules
{
    private static readonly (string What, Func<Thresholds, double> Value)[] Shares =
    [
        ("required fields pass at", limits => limits.RequiredPass), ("required fields warn at", limits => limits.RequiredWarn), ("codes in their systems", limits => limits.CodeShare),
        ("implausible values", limits => limits.ImplausibleShare), ("patients without a kind of record", limits => limits.NotApplicableShare),
    ];

    /// <summary>What is wrong with these limits; null where they can be used.</summary>
    public static string? Wrong(Thresholds limits) => limits switch
    {
        _ when Shares.Any(share => share.Value(limits) is not (>= 0 and <= 1)) => "A share lies between 0 and 100 %.",
        { RequiredPass: < 0.5 } => "A required field that fewer than half of the patients need is not required; change the data contract instead.",
        _ when limits.RequiredWarn > limits.RequiredPass => "The warning must not lie above the pass.",
        { CodeShare: < 0.5 } => "With fewer than half of the codes understood nothing could be worked with.",
        { ImplausibleShare: > 0.2 } => "More than 20 % of impossible values is no limit any more.",
        { MinimumPatients: < 1 } => "At least one patient has to be read.",
        { MinimumPatients: > Stages.ValidatePatients.PatientList.Most } => $"At most {Stages.ValidatePatients.PatientList.Most} patients can be named.",
        _ => null,
    };

    /// <summary>"required fields pass at 80 % instead of 90 %, at least 5 patients instead of 10"; empty where nothing of a validation changes.</summary>
    public static string Changes(Thresholds before, Thresholds after) => string.Join(", ",
    [
        .. Shares.Where(share => share.Value(before) != share.Value(after)).Select(share => $"{share.What} {Percent(share.Value(after))} instead of {Percent(share.Value(before))}"),
        .. before.MinimumPatients == after.MinimumPatients ? Array.Empty<string>() : [$"at least {after.MinimumPatients} patients instead of {before.MinimumPatients}"],
    ]);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");
}
