using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Why a value is not shown, and what to do.</summary>
public static class ShownValueRefusals
{
    public static readonly Refusal NoRight = new("value-right", "Engineers and administrators may see a value. Ask one of them.");

    public static readonly Refusal NoReason = new("value-reason", "Say why you need to see it; the reason is kept in the site's history.");

    public static readonly Refusal NotThere = new("value-not-there", "There is no such cell in this report any more.");

    public static readonly Refusal NotMapped = new("value-not-mapped", "The field is not mapped, so there is no place to look at.");

    public static readonly Refusal Outdated = new("value-outdated", "The settings have changed since this report, so its patients may be others. Validate again first.");

    public static readonly Refusal PatientsPurged = new("value-patients-purged", "The list of patients was deleted after go-live; nobody can be looked up any more.");

    public static Refusal NoRecord(string record) => new("value-no-record", $"This patient has no {record}, so there is nothing to show.");

    public static Refusal HospitalRefused(Finding finding) => new("value-hospital", $"The hospital did not give the record again. {finding.Cause} {finding.NextStep}");
}
