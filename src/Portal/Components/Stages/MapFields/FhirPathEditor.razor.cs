using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.MapFields;

/// <summary>A FHIRPath expression, checked as one types: a short pause is enough.</summary>
public sealed partial class FhirPathEditor : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);
    private readonly string _footId = $"fhirpath-{Guid.CreateVersion7():N}";
    private string _text = "";
    private string _told = "";
    private ITimer? _timer;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Expression { get; set; }

    [Parameter]
    public EventCallback<string> ExpressionChanged { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    // Only what changed outside comes in; what is being typed is not overwritten by its own echo.
    protected override void OnParametersSet()
    {
        if (Expression == _told)
            return;
        (_text, _told) = (Expression, Expression);
    }

    public void Dispose() => _timer?.Dispose();

    private void Typed(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        _timer?.Dispose();
        _timer = Clock.CreateTimer(_ => InvokeAsync(CommitAsync), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task CommitAsync()
    {
        _timer?.Dispose();
        var said = _text.Trim();
        if (said == _told)
            return;
        _told = said;
        await ExpressionChanged.InvokeAsync(said);
    }
}
