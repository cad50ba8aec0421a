using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Layout;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>One value of one patient, once: for those who may, with a reason, gone after a minute, on closing and with the page.</summary>
public sealed partial class ShowValue : IDisposable
{
    private readonly string _whyId = $"why-{Guid.CreateVersion7():N}";
    private readonly CancellationTokenSource _gone = new();
    private ElementReference _open, _hide;
    private ITimer? _timer;
    private ShownValue? _value;
    private string _reason = "";
    private string? _error;
    private bool _asking, _busy;
    private Back _focus;

    [Parameter, EditorRequired]
    public required ValuePlace Place { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ShownValues Values { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Refusal? Denied => ShownValues.Right(Me);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var focus = _focus;
        _focus = Back.Stays;
        if (focus is Back.Hide) await _hide.FocusAsync();
        if (focus is Back.Open) await _open.FocusAsync();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
        _value = null;
    }

    private void Ask() => (_asking, _error) = (true, null);

    private void Cancel() => (_asking, _reason, _focus) = (false, "", Back.Open);

    private async Task ShowAsync()
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var shown = await Values.ShowAsync(Place, _reason, Me, _gone.Token);
            _error = shown.Refusal?.Message;
            if (shown.Value is not { } value) return;
            (_value, _asking, _reason, _focus) = (value, false, "", Back.Hide);
            _timer = Clock.CreateTimer(_ => InvokeAsync(Fade), null, ShownValues.Shown, Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Closed while the hospital was asked.
        }
        finally
        {
            _busy = false;
        }
    }

    private void Hide()
    {
        Forget();
        _focus = Back.Open;
    }

    // Whoever works elsewhere by then keeps their focus.
    private void Fade()
    {
        if (_value is null) return;
        Forget();
        Announcer.Say("The value is hidden again");
        StateHasChanged();
    }

    private void Forget()
    {
        _timer?.Dispose();
        (_timer, _value) = (null, null);
    }

    private enum Back
    {
        Stays,
        Open,
        Hide,
    }
}
