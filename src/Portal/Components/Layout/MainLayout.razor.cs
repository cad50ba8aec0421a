namespace Portal.Components.Layout;

/// <summary>The frame of the signed-in portal: navigation, top bar, the page in a boundary, one voice for screen readers.</summary>
public sealed partial class MainLayout
{
    private PageBoundary? _boundary;
    private bool _wide;

    /// <summary>Said by a page's <see cref="PageBar"/>: a wide page gets the narrow navigation.</summary>
    public void Widen(bool wide)
    {
        if (_wide == wide) return;
        _wide = wide;
        StateHasChanged();
    }

    // A new page is a new chance: the error of the last one must not cover it.
    protected override void OnParametersSet() => _boundary?.Recover();
}
