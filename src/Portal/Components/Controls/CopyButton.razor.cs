using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Components.Layout;

namespace Portal.Components.Controls;

/// <summary>Puts a text on the clipboard and says so, to the eye and to the ear.</summary>
public sealed partial class CopyButton
{
    private bool _copied;

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public string Word { get; set; } = "Copy";

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private async Task CopyAsync()
    {
        _copied = await Script.InvokeAsync<bool>("portal.copy", Text);
        Announcer.Say(_copied ? "Copied" : "The browser did not allow copying");
        if (!_copied) return;
        StateHasChanged();
        await Task.Delay(TimeSpan.FromSeconds(2), Clock);
        _copied = false;
    }
}
