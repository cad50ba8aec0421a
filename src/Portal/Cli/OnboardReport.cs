using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;

namespace Portal.Cli;

/// <summary>One stage as it ended.</summary>
/// <param name="Note">Why it ended without a result; null where it has one.</param>
internal sealed record OnboardStage(Stage Stage, CheckState Verdict, IReadOnlyList<ResultRow> Rows, GateState Gate, string? Note = null)
{
    /// <summary>A stage that never started, because the portal said no.</summary>
    public static OnboardStage Refused(Stage stage, Refusal refusal) => new(
        stage, CheckState.Failed,
        [
            new()
            {
                Code = refusal.Code.ToUpperInvariant(), Check = $"Ready for “{stage.Title()}”", State = CheckState.Failed, Owner = FaultOwner.OurConfiguration, Message = refusal.Message,
            },
        ],
        GateState.Closed);
}

/// <summary>The whole journey: every stage, the ones that were not reached included.</summary>
/// <param name="Reached">The last stage that was run.</param>
/// <param name="Gate">The gate after it.</param>
internal sealed record OnboardReport(string Site, Stage Reached, GateState Gate, IReadOnlyList<OnboardStage> Stages)
{
    public bool IsOpen => Gate is GateState.Open;

    public static OnboardReport Of(string site, IReadOnlyList<OnboardStage> done) => new(
        site, done[^1].Stage, done[^1].Gate,
        [.. done, .. StageList.All.Where(stage => stage > done[^1].Stage).Select(stage => new OnboardStage(stage, CheckState.NotReached, [], GateState.NotEnoughEvidence))]);
}
