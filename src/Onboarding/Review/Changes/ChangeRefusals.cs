using EhrAdapters.Diagnosis;

namespace Onboarding.Review.Changes;

/// <summary>Every way in which a change of a mapping is refused.</summary>
public static class ChangeRefusals
{
    public static readonly Refusal NotMapping = new("change-not-mapping", "No mapping mends this check. Return it, send it to the hospital or accept it.");

    public static readonly Refusal PatientsPurged = new("change-patients-purged", "The list of patients was deleted after go-live, so nothing can be tried. Name patients again and validate.");

    public static readonly Refusal NoReason = new("change-reason", "Say why the mapping should change; the reason stands with the version.");

    public static readonly Refusal Nothing = new("change-nothing", "Nothing differs from what is saved. Edit the expression or the code map first.");

    public static readonly Refusal TellsOfPatient = new("change-patient", "A value of one of these patients is written into the change. Choose a place that holds for every patient.");

    public static readonly Refusal NotOpen = new("change-not-open", "This proposal has been answered already, or a later one stands in its place.");

    public static readonly Refusal Stale = new("change-stale", "The mapping of this field has changed since the proposal was tried. Decline it, or ask the engineer to try it again.");

    public static Refusal Invalid(string problem) => new("change-invalid", $"The change cannot be tried. {problem}");

    public static Refusal HospitalRefused(Finding finding) => new("change-hospital", $"The patients could not be read again. {finding.Cause} {finding.NextStep}");
}
