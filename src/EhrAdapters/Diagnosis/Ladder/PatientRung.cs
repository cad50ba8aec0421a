using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>One patient that the hospital named can be read, and looks like one of this hospital and this environment. Nothing of the patient leaves this rung.</summary>
internal static class PatientRung
{
    internal const string NeedsPatient = "Ask the hospital for one test patient and enter the MRN or FHIR ID; then this can be tested.";

    internal static async Task<LadderStep> ClimbAsync(Climb climb, IEhrAdapter adapter, IReadOnlyList<VendorProfile> profiles, CancellationToken cancellationToken)
    {
        await FhirRungs.LookAgainAsync(climb, adapter, profiles, cancellationToken).ConfigureAwait(false);
        if (climb.SecondLook is { State: CheckState.Failed })
            return new() { Rung = LadderRung.PatientRead, State = CheckState.NotReached };
        if (climb.TestPatient is not { } patient)
            return new() { Rung = LadderRung.PatientRead, State = CheckState.CouldNotAssess, Note = NeedsPatient };
        return patient.Kind switch
        {
            TestPatientKind.FhirId => One(climb, await adapter.ReadPatientAsync(patient.Value, cancellationToken).ConfigureAwait(false)),
            TestPatientKind.Mrn => Several(climb, await adapter.FindPatientsByMrnAsync(patient.Value, cancellationToken).ConfigureAwait(false)),
            TestPatientKind.Search => Several(climb, await adapter.SearchPatientsAsync(patient.Value, 1, cancellationToken).ConfigureAwait(false)),
        };
    }

    private static LadderStep One(Climb climb, EhrResult<Patient> answer) => answer.Finding is { } finding
        ? Climb.Of(LadderRung.PatientRead, Explained(climb, finding))
        : Judge(climb, [answer.Value!], answer.Elapsed, answer.Warnings, answer.Evidence);

    private static LadderStep Several(Climb climb, EhrResult<IReadOnlyList<Patient>> answer) => answer.Finding is { } finding
        ? Climb.Of(LadderRung.PatientRead, Explained(climb, finding))
        : Judge(climb, answer.Value!, answer.Elapsed, answer.Warnings, answer.Evidence);

    // The sign-in told already which right is missing; then there is no need to guess at users and departments.
    private static Finding Explained(Climb climb, Finding refusal) =>
        refusal.Code is FindingCodes.Api403 && ScopeMatrix.Missing(climb.Scopes).FirstOrDefault(row => row.NeededFor.Contains(ScopeUse.TestConnection)) is { } missing
            ? refusal with
            {
                Explanation = $"Sign-in works, but the right for it was not granted: {missing.Scope} was asked for and is missing from what we got.",
                Confidence = Confidence.Certain,
                Requests = climb.Find(FindingCodes.OauthScopeShort, [], ("missing", missing.Scope)).Requests,
            }
            : refusal;

    private static LadderStep Judge(Climb climb, IReadOnlyList<Patient> patients, TimeSpan elapsed, IReadOnlyList<Finding> warnings, IReadOnlyList<EvidenceItem> evidence)
    {
        var measured = (patients.Count == 1 ? "1 patient in " : $"{patients.Count} patients in ") + Climb.Milliseconds(elapsed);
        if (patients.Count == 0)
            return Climb.Of(LadderRung.PatientRead, climb.Find(FindingCodes.ApiEmpty, evidence, ("resource", "Patient")), measured);
        if ((OrganizationCheck.Judge(climb, patients, evidence) ?? RealDataCheck.Judge(climb, patients, evidence)) is { } stop)
            return Climb.Of(LadderRung.PatientRead, stop, measured);
        climb.PatientId = patients[0].Id;
        return warnings.Count == 0
            ? Climb.Passed(LadderRung.PatientRead, measured, evidence)
            : Climb.Of(LadderRung.PatientRead, warnings[0], measured) with
            {
                Note = warnings.Count > 1 ? "Also seen: " + string.Join(" ", warnings.Skip(1).Select(warning => warning.Cause)) : null,
            };
    }
}
