using Microsoft.AspNetCore.Components;
using Onboarding.Review;

namespace Portal.Components.Review;

/// <summary>How often each rule was excepted, returned or sent on.</summary>
public sealed partial class OverruleTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<OverruleCount> Counts { get; set; }
}
