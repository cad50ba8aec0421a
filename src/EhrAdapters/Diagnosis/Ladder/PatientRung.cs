namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>One patient that the hospital named can be read. Nothing of the patient leaves this rung.</summary>
internal static class PatientRung
{
    internal static async Task<LadderStep> ClimbAsync(Climb climb, IEhrAdapter adapter, CancellationToken cancellationToken)
    {
        if (climb.TestPatient is not { } patient)
            return new()
            {
                Rung = LadderRung.PatientRead,
                State = CheckState.CouldNotAssess,
                Note = "Ask the hospital for one test patient and enter the MRN or FHIR ID; then this can be tested.",
            };
        return patient.Kind switch
        {
            TestPatientKind.FhirId => One(climb, await adapter.ReadPatientAsync(patient.Value, cancellationToken).ConfigureAwait(false)),
            TestPatientKind.Mrn => Several(climb, await adapter.FindPatientsByMrnAsync(patient.Value, cancellationToken).ConfigureAwait(false)),
            TestPatientKind.Search => Several(climb, await adapter.SearchPatientsAsync(patient.Value, 1, cancellationToken).ConfigureAwait(false)),
        };
    }

    private static LadderStep One(Climb climb, EhrResult<Hl7.Fhir.Model.Patient> answer) => answer.Finding is { } finding
        ? Climb.Of(LadderRung.PatientRead, finding)
        : Judge(climb, 1, answer.Elapsed, answer.Warnings, answer.Evidence);

    private static LadderStep Several(Climb climb, EhrResult<IReadOnlyList<Hl7.Fhir.Model.Patient>> answer) => answer.Finding is { } finding
        ? Climb.Of(LadderRung.PatientRead, finding)
        : Judge(climb, answer.Value!.Count, answer.Elapsed, answer.Warnings, answer.Evidence);

    private static LadderStep Judge(Climb climb, int count, TimeSpan elapsed, IReadOnlyList<Finding> warnings, IReadOnlyList<EvidenceItem> evidence)
    {
        var measured = (count == 1 ? "1 patient in " : $"{count} patients in ") + Climb.Milliseconds(elapsed);
        if (count == 0)
            return Climb.Of(LadderRung.PatientRead, climb.Find(FindingCodes.ApiEmpty, evidence, ("resource", "Patient")), measured);
        return warnings.Count > 0
            ? Climb.Of(LadderRung.PatientRead, warnings[0], measured)
            : Climb.Passed(LadderRung.PatientRead, measured, evidence);
    }
}
