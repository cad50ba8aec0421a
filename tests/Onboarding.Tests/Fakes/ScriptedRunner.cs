using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Tests.Fakes;

/// <summary>A stage that does what the test says; passes unless told otherwise.</summary>
public sealed class ScriptedRunner(Stage stage) : IStageRunner
{
    public Stage Stage => stage;

    public bool Resumable { get; set; } = stage is not Stage.LoadTest;

    public Func<StageRunContext, CancellationToken, Task<StageOutcome>> Work { get; set; } = (_, _) => Task.FromResult(Outcome(CheckState.Passed));

    public int Calls { get; private set; }

    public static StageOutcome Outcome(CheckState state, FaultOwner? owner = null) =>
        new([new ResultRow { Code = "SCRIPTED", Check = "A scripted check", State = state, Owner = owner, Message = "Scripted." }]);

    public void Ends(CheckState state, FaultOwner? owner = null) => Work = (_, _) => Task.FromResult(Outcome(state, owner));

    public Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        Calls++;
        return Work(context, cancellationToken);
    }
}
