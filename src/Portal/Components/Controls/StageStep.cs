using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;

namespace Portal.Components.Controls;

/// <summary>One of the six stages of a site as the track and the rail draw it.</summary>
/// <param name="Word">More exact than the state: "Failed at sign-in", "14 of 18 mapped".</param>
/// <param name="Meta">Age of the evidence and who is waited for.</param>
/// <param name="Href">Where the stage's page is; null where the stage cannot be opened yet.</param>
public sealed record StageStep(
    Stage Stage, CheckState State, bool Current = false, bool Running = false, string? Word = null, string? Meta = null, string? Href = null)
{
    public string Shown => Word ?? State.Word();

    /// <summary>Nothing happened here and it is not its turn.</summary>
    public bool Ahead => State is CheckState.NotReached && !Current && !Running;
}
