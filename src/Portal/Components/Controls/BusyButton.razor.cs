using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A button whose two clicks are one: it is busy until its work has ended. Off, it shows its reason.</summary>
public sealed partial class BusyButton
{
    private readonly string _reasonId = $"why-{Guid.CreateVersion7():N}";
    private bool _busy;

    [Parameter, EditorRequired]
    public required string Word { get; set; }

    /// <summary>While it works: "Saving".</summary>
    [Parameter]
    public string? BusyWord { get; set; }

    [Parameter]
    public string? Icon { get; set; }

    [Parameter]
    public EventCallback OnPress { get; set; }

    [Parameter]
    public bool Submit { get; set; }

    [Parameter]
    public bool Primary { get; set; }

    [Parameter]
    public bool Danger { get; set; }

    [Parameter]
    public bool Large { get; set; }

    [Parameter]
    public bool Small { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Why it is off, in words beside it.</summary>
    [Parameter]
    public string? Reason { get; set; }

    private string Css =>
        (Primary ? "btn-primary " : "") + (Danger ? "btn-danger " : "") + (Large ? "btn-lg " : "") + (Small ? "btn-sm" : "");

    private async Task PressAsync()
    {
        if (_busy || Disabled) return;
        _busy = true;
        try
        {
            await OnPress.InvokeAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
