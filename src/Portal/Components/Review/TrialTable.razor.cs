using Microsoft.AspNetCore.Components;
using Onboarding.Review.Changes;

namespace Portal.Components.Review;

/// <summary>One field on every patient of a report, as it is mapped now and as it would be; masked.</summary>
public sealed partial class TrialTable
{
    [Parameter, EditorRequired]
    public required TriedChange Tried { get; set; }
}
