using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;

namespace Onboarding.Tests.Stages.ValidatePatients.Reports;

/// <summary>Finished validations without a database.</summary>
internal static class ReportBench
{
    internal static readonly DateTimeOffset Ended = new(2026, 6, 3, 14, 1, 0, TimeSpan.Zero);

    internal static StageRun Run(StageOutcome outcome, int number = 1)
    {
        var site = Site.Create("Mercy West", "mercy-west", "America/Chicago", Bench.Csm, Ended);
        var run = StageRun.Queue(site, Stage.ValidatePatients, number, Guid.Empty, Bench.Csm, Ended);
        run.Start(site, Ended);
        run.Finish(outcome, Ended);
        return run;
    }

    internal static ValidationReport Report(StageOutcome outcome, int number = 1) => ReportMaker.Of("Mercy West", Run(outcome, number))!;

    internal static ValidationReport Report(params MatrixField[] fields) => Report(new StageOutcome(
        [.. fields.Select(Row)], new ValidationMatrix([.. Enumerable.Range(1, 10).Select(number => new MatrixPatient(number, "adult"))], fields, [])));

    internal static ReportField Field(this ValidationReport report, string id) => report.Fields.Single(field => field.FieldId == id);

    internal static MatrixField Field(string id, CheckState state, int passed, int judged = 10, string? label = null) => new(
        id, label ?? id, FieldRequirement.Required, state, passed, judged, passed > 0 ? BinomialBound.Lower(passed, judged) : null,
        [.. Enumerable.Range(0, 10).Select(at => new MatrixCell(at < passed ? CheckState.Passed : at < judged ? CheckState.Failed : CheckState.NotReached, null, null, id))]);

    private static ResultRow Row(MatrixField field) => new()
    {
        Code = FieldRows.Code("VALIDATE", field.FieldId), Check = field.Label, State = field.State, Measured = $"{field.Passed} of {field.Judged}",
        Message = $"{field.Label} is {field.State}.",
    };
}
