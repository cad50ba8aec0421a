using Microsoft.AspNetCore.Components;

namespace Portal.Components.Keys;

/// <summary>A SHA-256 fingerprint in groups of four, large enough to read over the phone.</summary>
public sealed partial class BigFingerprint
{
    /// <summary>Hexadecimal, without anything between.</summary>
    [Parameter, EditorRequired]
    public required string Value { get; set; }

    /// <summary>Marks the last eight characters, where somebody has to type them.</summary>
    [Parameter]
    public bool MarkEnd { get; set; }
}
