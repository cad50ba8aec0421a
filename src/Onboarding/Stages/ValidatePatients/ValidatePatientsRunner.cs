using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Checks every field on every patient that the hospital named.</summary>
public sealed class ValidatePatientsRunner(SamplePatients samples, IFieldMapper mapper, FindingLetters letters, TimeProvider time) : IStageRunner
{
    public Stage Stage => Stage.ValidatePatients;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (context.Connection is not { } connection)
            return new([StageProblems.NoConnection]);
        if (context.Patients.Count == 0)
            return new([StageProblems.NoPatients]);

        var total = context.Patients.Count;
        context.Progress.Report(new() { Now = $"0 of {total} patients", Done = 0, Total = total });
        var fetched = await samples.FetchAsync(
            connection, context.Secrets, context.Patients, PatientList.Most,
            MrnMatch.Mapped(mapper, context.Configuration.Mapping, context.Contract),
            done => context.Progress.Report(new() { Now = $"{done} of {total} patients", Done = done, Total = total }), cancellationToken);
        if (fetched.Problem is { } problem)
            return new([letters.Row("Sign-in", problem, context), .. NotReached(context)]);

        var judged = FieldRows.Of(ContractResources.Patient, context.Contract, context.Configuration.Mapping)
            .Select(field => Judge(field, fetched, context)).ToList();
        var patients = Patients(fetched, judged);
        var causes = MatrixCauses.Of(judged, fetched);
        return new(
            [
                .. PatientRows.Of(fetched, patients, context, letters),
                .. judged.Select(field => letters.WithLetter(
                    FieldVerdictRow.Of(field.Judge), context,
                    $"Please complete “{field.Judge.Field.Label}” in the records of the test patients, or name patients whose records are complete.")),
            ],
            new ValidationMatrix(patients, [.. judged.Select(field => field.Matrix)], causes));
    }

    private JudgedField Judge(ContractField field, SampleSet fetched, StageRunContext context)
    {
        var map = context.Configuration.Mapping;
        IReadOnlyList<NormalisedField?> read =
            [.. fetched.Samples.Select(sample => sample.Resource is { } patient ? FieldReading.Read(mapper, patient, field, map) : null)];
        return new(new FieldJudge(field, read, context.Configuration.Thresholds), read, map.Find(field.Id)?.Expression);
    }

    private List<MatrixPatient> Patients(SampleSet fetched, List<JudgedField> judged)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var births = judged.Find(field => field.Judge.Field.Id == ContractFields.BirthDate)?.Read;
        return [.. fetched.Samples.Select((sample, index) => new MatrixPatient(
            sample.Number, sample.Resource is null ? PatientKinds.NotFound : PatientKinds.Of(births?[index]?.Value as string, today)))];
    }

    private static IEnumerable<ResultRow> NotReached(StageRunContext context) =>
        FieldRows.Of(ContractResources.Patient, context.Contract, context.Configuration.Mapping).Select(field => new ResultRow
        {
            Code = FieldRows.Code("VALIDATE", field.Id), Check = field.Label, State = CheckState.NotReached, Message = "No patient could be read.",
        });
}

/// <summary>A field with its judgement and what was read of each patient. In memory only.</summary>
internal sealed record JudgedField(FieldJudge Judge, IReadOnlyList<NormalisedField?> Read, string? Expression)
{
    private const string NotRead = "This patient could not be read.";

    internal MatrixField Matrix => new(
        Judge.Field.Id, Judge.Field.Label, Judge.Field.Requirement, Judge.State, Judge.Passed, Judge.Judged, Judge.ProvenShare,
        [.. Read.Select((entry, index) => new MatrixCell(
            Judge.Cells[index], entry is null ? NotRead : entry.Reason, Masked(entry), Expression))]);

    // Of a few possible values the first letter is the whole value.
    private string? Masked(NormalisedField? entry) => entry switch
    {
        { Value: not null } when Judge.Field.Type is FieldType.Code or FieldType.Boolean => "•••",
        { Value: not null } => Masking.Mask(entry),
        _ => null,
    };

    public override string ToString() => Judge.Field.Id;
}
