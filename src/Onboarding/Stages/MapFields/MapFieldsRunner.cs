using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>Proves that every mapped expression is valid and finds something on the sample patients.</summary>
public sealed class MapFieldsRunner(SamplePatients samples, IFieldMapper mapper, FindingLetters letters) : IStageRunner
{
    /// <summary>Enough to see a field's place; more would only cost the hospital.</summary>
    public const int MostSamples = 10;

    public Stage Stage => Stage.MapFields;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        var fields = FieldRows.All(context.Contract, context.Configuration.Mapping);
        if (context.Connection is not { } connection)
            return new([StageProblems.NoConnection]);
        if (context.Patients.Count == 0)
            return new([StageProblems.NoPatients, .. fields.Select(field => NotReached(field, "No sample patient was read."))]);

        var total = Math.Min(context.Patients.Count, MostSamples);
        context.Progress.Report(new() { Now = "Fetching the sample patients", Done = 0, Total = total });
        var fetched = await samples.FetchAsync(
            connection, context.Secrets, context.Patients, MostSamples, SampleRecords.TypesOf(context.Contract), MrnMatch.AnyIdentifier,
            done => context.Progress.Report(new() { Now = "Fetching the sample patients", Done = done, Total = total }), cancellationToken);
        if (fetched.Problem is { } problem)
            return new([letters.Row("Sign-in", problem, context), .. fields.Select(field => NotReached(field, "No sample patient was read."))]);

        context.Progress.Report(new() { Now = "Trying every expression", Done = total, Total = total });
        var judged = fields.Select(field => FieldTrial.Of(field, context.Configuration.Mapping.Find(field.Id), fetched, mapper)).ToList();
        return new(
            [.. Samples(fetched, context), .. judged.Select(field => field.Result)],
            new MappingReport(fetched.Found.Count, [.. judged.Select(field => new MappedField(field.FieldId, field.Result.State, field.Found))]));
    }

    // One missing patient is validation's business; here it only makes the sample smaller.
    private IEnumerable<ResultRow> Samples(SampleSet fetched, StageRunContext context)
    {
        if (fetched.Found.Count > 0)
        {
            yield return new()
            {
                Code = "MAP-SAMPLES",
                Check = "Sample patients",
                State = fetched.Missing.Count == 0 ? CheckState.Passed : CheckState.Warning,
                Measured = $"{fetched.Found.Count} of {fetched.Samples.Count} read",
                Sample = fetched.Found.Count,
                Owner = fetched.Missing.Count == 0 ? null : FaultOwner.Hospital,
                Message = fetched.Missing.Count == 0 ? null : $"{FieldRows.Patients(fetched.Missing.Count)} could not be read. {fetched.Missing[0].Finding!.Cause}",
                NextStep = fetched.Missing.Count == 0 ? null : "Go on; validation names each of them.",
            };
            yield break;
        }

        foreach (var cause in fetched.Missing.Select(sample => sample.Finding!).DistinctBy(finding => finding.Code))
            yield return letters.Row("Sample patients", cause, context, $"0 of {fetched.Samples.Count} read") with { State = CheckState.Failed };
    }

    private static ResultRow NotReached(ContractField field, string why) => new()
    {
        Code = FieldRows.Code("MAP", field.Id), Check = field.Label, State = CheckState.NotReached, Message = why,
    };
}
