using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Components.Layout;

/// <summary>Light, dark, or as the system says. theme.js remembers and paints; this keeps MudBlazor in step.</summary>
public sealed partial class ThemeSwitch : IAsyncDisposable
{
    private static readonly Choice[] Choices =
        [new("light", "Light", "i-sun"), new("dark", "Dark", "i-moon"), new("system", "As my system", "i-screen")];

    private DotNetObjectReference<ThemeSwitch>? _self;
    private string _chosen = "system";

    [Inject]
    public required IJSRuntime Script { get; init; }

    [CascadingParameter]
    public Routes? Root { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _chosen = await Script.InvokeAsync<string>("portalTheme.watch", _self);
        StateHasChanged();
    }

    /// <summary>Called by theme.js with what is painted now, at the start and whenever the system changes its mind.</summary>
    [JSInvokable]
    public void Painted(bool dark) => Root?.Darken(dark);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Script.InvokeVoidAsync("portalTheme.unwatch");
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and its watcher with it.
        }
        _self?.Dispose();
    }

    private async Task ChooseAsync(string choice)
    {
        _chosen = choice;
        await Script.InvokeVoidAsync("portalTheme.choose", choice);
    }

    private sealed record Choice(string Key, string Word, string Icon);
}
