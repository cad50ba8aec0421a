using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Secrets.Keys;

namespace Portal.Components.Keys;

/// <summary>The four steps of a change of keys, and where this ring stands.</summary>
public sealed partial class RotationSteps
{
    [Parameter, EditorRequired]
    public required KeyRing Ring { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    private int Now =>
        Ring.Next is null ? Ring.Retiring.Count > 0 ? 3 : 0
        : Ring.NextReadyAt > At ? 1 : 2;

    private (string Name, string Text)[] Steps =>
    [
        ("Make the next key", "It is published beside the one in use; nothing else changes."),
        ($"Wait {Ago.Span(Ring.Overlap)}", "Until then a hospital may hold the old list of keys."),
        ("Use the new key", "A person decides when; the old one stays published."),
        ("Retire the old key", $"By itself, {Ago.Span(Ring.Overlap)} after its last use."),
    ];
}
