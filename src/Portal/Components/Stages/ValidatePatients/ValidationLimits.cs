using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>The limits that a validation is judged by, as fields.</summary>
public static class ValidationLimits
{
    public static readonly IReadOnlyList<LimitField> Fields =
    [
        LimitField.Share(nameof(Thresholds.RequiredPass), "Required fields pass at, %", "Of the patients who have such a record, how many must have the field.", 50, 100, limits => limits.RequiredPass, (limits, share) => limits with { RequiredPass = share }),
        LimitField.Share(nameof(Thresholds.RequiredWarn), "Required fields warn at, %", "Below the pass and down to here a field warns; under it the stage fails.", 0, 100, limits => limits.RequiredWarn, (limits, share) => limits with { RequiredWarn = share }),
        LimitField.Count(nameof(Thresholds.MinimumPatients), "Patients at least", "Fewer different patients prove too little.", "", 1, PatientList.Most, limits => limits.MinimumPatients, (limits, count) => limits with { MinimumPatients = count }),
        LimitField.Share(nameof(Thresholds.CodeShare), "Codes in their systems, %", "Of all codes and units, after the code maps.", 50, 100, limits => limits.CodeShare, (limits, share) => limits with { CodeShare = share }),
        LimitField.Share(nameof(Thresholds.ImplausibleShare), "Implausible values at most, %", "Dates and what says who somebody is are never tolerated.", 0, 20, limits => limits.ImplausibleShare, (limits, share) => limits with { ImplausibleShare = share }),
        LimitField.Share(nameof(Thresholds.NotApplicableShare), "Patients without a kind of record at most, %", "With more, the patients are badly chosen.", 0, 100, limits => limits.NotApplicableShare, (limits, share) => limits with { NotApplicableShare = share }),
    ];
}
