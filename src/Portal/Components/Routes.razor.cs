using Microsoft.AspNetCore.Components;

namespace Portal.Components;

public sealed partial class Routes
{
    private bool _dark;

    /// <summary>The colours of the first paint, known from the cookie.</summary>
    [Parameter]
    public bool StartsDark { get; set; }

    protected override void OnInitialized() => _dark = StartsDark;

    /// <summary>Brings MudBlazor's palette in step with <c>data-theme</c> on the document.</summary>
    public void Darken(bool dark)
    {
        if (_dark == dark) return;
        _dark = dark;
        StateHasChanged();
    }
}
