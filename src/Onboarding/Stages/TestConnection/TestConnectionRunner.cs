using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.TestConnection;

/// <summary>Climbs the connection ladder: one row per rung, stopped at the first failure.</summary>
public sealed class TestConnectionRunner(IConnectionLadder ladder, FindingLetters letters) : IStageRunner
{
    public Stage Stage => Stage.TestConnection;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (context.Connection is not { } connection)
            return new([StageProblems.NoConnection]);
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
        return new(
            [.. report.Steps.Select((step, index) => Row(step, [.. report.Steps.Take(index)], context))],
            new ConnectionDetail { Baseline = report.Baseline, Scopes = report.Scopes, Recognised = report.Recognised });

        void Report() => context.Progress.Report(new()
        {
            Now = climbed.Count < Rungs.All.Count ? Rungs.Doing(Rungs.All[climbed.Count]) : "Writing the report",
            Done = climbed.Count,
            Total = Rungs.All.Count,
            RowsSoFar = [.. climbed.Select((step, index) => Row(step, climbed[..index], context))],
        });
    }

    private ResultRow Row(LadderStep step, IReadOnlyList<LadderStep> before, StageRunContext context)
    {
        var check = Rungs.Check(step.Rung);
        if (step.Finding is { } finding)
        {
            string[] proven = [.. before.Where(earlier => earlier.State is CheckState.Passed or CheckState.Warning).Select(earlier => Rungs.Proven(earlier.Rung))];
            return letters.Row(check, finding, context, step.Measured, proven) with
            {
                State = step.State,
                Evidence = [.. finding.Evidence, .. step.Evidence.Except(finding.Evidence)],
            };
        }

        return new()
        {
            Code = Rungs.Code(step.Rung),
            Check = check,
            State = step.State,
            Measured = step.Measured,
            Message = step.Note ?? (step.State is CheckState.NotReached ? "An earlier check stopped the test, so nothing is known here." : null),
            Evidence = step.Evidence,
        };
    }
}
