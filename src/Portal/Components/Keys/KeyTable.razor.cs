using Microsoft.AspNetCore.Components;
using Onboarding.Secrets.Keys;

namespace Portal.Components.Keys;

/// <summary>Key pairs, one a line, each with what may be done with it alone.</summary>
public sealed partial class KeyTable
{
    [Parameter, EditorRequired]
    public required KeyRing Ring { get; set; }

    /// <summary>Which of the ring's keys are shown.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<KeyFacts> Keys { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback<KeyFacts> OnRetire { get; set; }

    [Parameter]
    public EventCallback<KeyFacts> OnGoBack { get; set; }
}
