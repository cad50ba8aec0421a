using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.Samples;
using Onboarding.Stages.Samples.Charts;
using Onboarding.Stages.ValidatePatients.Choosing;
using Onboarding.Stages.ValidatePatients.Records;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Checks every field on every patient that the hospital named, and every record that came with them.</summary>
public sealed class ValidatePatientsRunner(SamplePatients samples, IFieldMapper mapper, FindingLetters letters, TimeProvider time) : IStageRunner
{
    private static readonly string EncounterClass = ContractResources.IdOf("Encounter", "class");

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
        if (samples.Open(connection, context.Secrets) is not { } opened)
            return Refused(SamplePatients.UnknownVendor, context);
        using var visit = opened;
        var fetched = await SamplePatients.FetchAsync(
            visit, context.Patients, PatientList.Most, SampleRecords.TypesOf(context.Contract, context.Configuration.Mapping),
            MrnMatch.Mapped(mapper, context.Configuration.Mapping, context.Contract),
            done => context.Progress.Report(new() { Now = $"{done} of {total} patients", Done = done, Total = total }), cancellationToken);
        if (fetched.Problem is { } problem)
            return Refused(problem, context);

        var references = await new ReferenceLookup(visit).FollowAsync(FetchedResources.Of(fetched), cancellationToken);
        return Judge(fetched, references, context);
    }

    private StageOutcome Judge(SampleSet fetched, IReadOnlyList<ReferenceCount> references, StageRunContext context)
    {
        var (map, limits) = (context.Configuration.Mapping, context.Configuration.Thresholds);
        var readings = new CellReadings(mapper, map, context.Contract, fetched.Samples);
        var judged = FieldRows.All(context.Contract, map).Select(field =>
        {
            var read = readings.Of(field);
            return new JudgedField(new FieldJudge(field, read, limits), read, map.Find(field.Id)?.Expression);
        }).ToList();
        var patients = Patients(fetched, judged);
        return new(
            [
                .. PatientRows.Of(fetched, patients, context, letters),
                .. RefusedRecords.Rows(fetched, context, letters),
                .. judged.Select(field => WithLetter(
                    FieldVerdictRow.Of(field.Judge), $"Please complete “{field.Judge.Field.Label}” in the records of the test patients, or name patients whose records are complete.")),
                .. StructureRows.Of(fetched, WithLetter),
                WithLetter(ReferenceRow.Of(references), ReferenceRow.Request),
                CodeShareRow.Of(judged, limits),
                WithLetter(PlausibleRow.Of(judged, limits), PlausibleRow.Request),
                CoverageRows.Union(judged),
                .. CoverageRows.Enough(fetched, limits),
            ],
            new ValidationMatrix(patients, [.. judged.Select(field => field.Matrix)], MatrixCauses.Of(judged, fetched))
            {
                Cover = CoverCount.Of(fetched, patients, judged.Find(field => field.Judge.Field.Id == EncounterClass)?.Read),
            });

        ResultRow WithLetter(ResultRow row, string request) => letters.WithLetter(row, context, request);
    }

    private List<MatrixPatient> Patients(SampleSet fetched, List<JudgedField> judged)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var births = judged.Find(field => field.Judge.Field.Id == ContractFields.BirthDate)?.Read;
        return [.. fetched.Samples.Select((sample, index) => new MatrixPatient(
            sample.Number, sample.Resource is null ? PatientKinds.NotFound : PatientKinds.Of(births?[index].Read.Weakest?.Value as string, today)))];
    }

    private StageOutcome Refused(Finding problem, StageRunContext context) => new(
    [
        letters.Row("Sign-in", problem, context),
        .. FieldRows.All(context.Contract, context.Configuration.Mapping).Select(field => new ResultRow
        {
            Code = FieldRows.Code("VALIDATE", field.Id), Check = field.Label, State = CheckState.NotReached, Message = "No patient could be read.",
        }),
    ]);
}
