using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.TestConnection;

/// <summary>Climbs the connection ladder: one row per rung, stopped at the first failure, and one per check of ourselves.</summary>
public sealed class TestConnectionRunner(IConnectionLadder ladder, FindingLetters letters) : IStageRunner
{
    public Stage Stage => Stage.TestConnection;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (context.Connection is not { } connection)
            return new([StageProblems.NoConnection]);
        var rows = new ConnectionRows(letters, context);
        var climbed = new List<LadderStep>();
        Report();
        var report = await ladder.ClimbAsync(new(connection, context.Secrets)
        {
            TestPatient = context.Patients is [var first, ..] ? first : null,
            LastGood = context.LastGood,
            PublicKeysUrl = context.PublicKeysUrl,
        }, new Relay<LadderStep>(step =>
        {
            climbed.Add(step);
            Report();
        }), cancellationToken);
        return new(rows.Of(report), new ConnectionDetail { Baseline = report.Baseline, Scopes = report.Scopes, Recognised = report.Recognised });

        void Report() => context.Progress.Report(new()
        {
            Now = climbed.Count < Rungs.All.Count ? Rungs.Doing(Rungs.All[climbed.Count]) : "Writing the report",
            Done = climbed.Count,
            Total = Rungs.All.Count,
            RowsSoFar = [.. climbed.Select((step, index) => rows.Row(step, climbed[..index], []))],
        });
    }
}
