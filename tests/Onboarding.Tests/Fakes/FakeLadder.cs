using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Tests.Fakes;

/// <summary>A ladder whose rungs end as the test says.</summary>
public sealed class FakeLadder : IConnectionLadder
{
    public Dictionary<LadderRung, LadderStep> Steps { get; } = [];

    public TestPatient? Asked { get; private set; }

    public Task<ConnectionReport> ClimbAsync(
        Connection connection, ConnectionSecrets secrets, TestPatient? testPatient, IProgress<LadderStep>? progress, CancellationToken cancellationToken)
    {
        Asked = testPatient;
        var stopped = false;
        var steps = new List<LadderStep>();
        foreach (var rung in Enum.GetValues<LadderRung>())
        {
            var step = stopped ? new() { Rung = rung, State = CheckState.NotReached }
                : Steps.GetValueOrDefault(rung) ?? new() { Rung = rung, State = CheckState.Passed, Measured = "in 3 ms" };
            stopped |= step.State is CheckState.Failed;
            steps.Add(step);
            progress?.Report(step);
        }

        return Task.FromResult(new ConnectionReport(steps));
    }
}
