using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>The one polite live region of the frame.</summary>
public sealed partial class LiveRegion : IDisposable
{
    private string _said = "";

    [Inject]
    public required Announcer Announcer { get; init; }

    protected override void OnInitialized() => Announcer.Spoken += Say;

    public void Dispose() => Announcer.Spoken -= Say;

    private void Say(string message) => _ = InvokeAsync(() =>
    {
        _said = message;
        StateHasChanged();
    });
}
