using EhrAdapters.Diagnosis;

namespace Onboarding.Tests.Fakes;

/// <summary>A ladder whose rungs end as the test says.</summary>
public sealed class FakeLadder : IConnectionLadder
{
    public Dictionary<LadderRung, LadderStep> Steps { get; } = [];

    public TestPatient? Asked { get; private set; }

    /// <summary>What the report holds beside its steps.</summary>
    public ConnectionReport Beside { get; set; } = new([]);

    public ClimbRequest? Request { get; private set; }

    public Task<ConnectionReport> ClimbAsync(ClimbRequest request, IProgress<LadderStep>? progress, CancellationToken cancellationToken)
    {
        (Request, Asked) = (request, request.TestPatient);
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

        return Task.FromResult(Beside with { Steps = steps });
    }
}
