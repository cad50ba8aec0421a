using EhrAdapters.Mapping.Completion;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Portal.Components.Stages.MapFields;

/// <summary>A FHIRPath expression, completed and checked as one types: a short pause is enough.</summary>
public sealed partial class FhirPathEditor : IDisposable
{
    // As many as stand below the text without scrolling; the list moves along with the arrows.
    private const int Most = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);
    private readonly string _footId = $"fhirpath-{Guid.CreateVersion7():N}";
    private readonly string _listId = $"offered-{Guid.CreateVersion7():N}";
    private readonly string _helpId = $"offers-{Guid.CreateVersion7():N}";
    private ElementReference _area;
    private Completions _offered = new(0, 0, []);
    private string _text = "";
    private string _told = "";
    private string _shown = "";
    private string _before = "";
    private string _offeredFor = "";
    private bool _open;
    private int _at = -1;
    private int? _caret;
    private bool _write;
    private ITimer? _timer;

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Expression { get; set; }

    [Parameter]
    public EventCallback<string> ExpressionChanged { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    /// <summary>What it gives on the samples, in a few words.</summary>
    [Parameter]
    public string? Gives { get; set; }

    /// <summary>How long that took, and over how many samples.</summary>
    [Parameter]
    public string? Took { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What may stand at a place of the text; null where nothing is known.</summary>
    [Parameter]
    public Func<string, int, Completions>? Complete { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    private bool Open => _open && _offered.Items.Count > 0;

    // With an item chosen Enter and Tab take it; before that they do what they always do.
    private string? Completing => !Open ? null : _at >= 0 ? "chosen" : "open";

    private IEnumerable<(Completion Item, int At)> Shown
    {
        get
        {
            var first = Math.Clamp(_at - (Most / 2), 0, Math.Max(0, _offered.Items.Count - Most));
            return _offered.Items.Select((item, at) => (item, at)).Skip(first).Take(Most);
        }
    }

    // Only what changed outside comes in; what is being typed is not overwritten by its own echo.
    protected override void OnParametersSet()
    {
        if (Expression == _told)
            return;
        _told = Expression;
        Write(Expression, null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_write) return;
        _write = false;
        await Script.InvokeVoidAsync("portal.write", _area, _before, _shown, _caret);
    }

    public void Dispose() => _timer?.Dispose();

    private string OptionId(int at) => $"{_listId}-{at}";

    private async Task TypedAsync(ChangeEventArgs change)
    {
        var typed = _text = change.Value as string ?? "";
        _timer?.Dispose();
        _timer = Clock.CreateTimer(_ => InvokeAsync(CommitAsync), null, Pause, Timeout.InfiniteTimeSpan);
        if (await OfferAsync() is not { } caret || typed != _text) return;
        var before = caret > 0 ? typed[caret - 1] : ' ';
        _open = _offered.WorthShowing && (char.IsAsciiLetterOrDigit(before) || before is '.' or '(' or '\'');
        _at = _open && _offered.Typed.Length > 0 ? 0 : -1;
    }

    private async Task PressAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case " " when key.CtrlKey && !ReadOnly:
                if (await OfferAsync() is not null)
                    (_open, _at) = (true, _offered.Items.Count > 0 ? 0 : -1);
                break;
            case "ArrowDown" or "ArrowUp" when Open:
                _at = key.Key == "ArrowDown" ? (_at + 1) % _offered.Items.Count : (_at <= 0 ? _offered.Items.Count : _at) - 1;
                break;
            case "Enter" or "Tab" when Open && _at >= 0:
                await TakeAsync(_offered.Items[_at]);
                break;
            case "Escape" or "ArrowLeft" or "ArrowRight" or "Home" or "End":
                Close();
                break;
        }
    }

    /// <summary>Asks what may stand at the caret; null where nobody knows. Where the browser does not say, the caret is at the end.</summary>
    private async Task<int?> OfferAsync()
    {
        if (Complete is null) return null;
        var caret = Math.Clamp(await Script.InvokeAsync<int?>("portal.caret", _area) ?? _text.Length, 0, _text.Length);
        (_offered, _offeredFor) = (Complete(_text, caret), _text);
        return caret;
    }

    private async Task TakeAsync(Completion item)
    {
        // A letter may have come in since the list was made.
        if (_offeredFor != _text)
        {
            await OfferAsync();
            if (!_offered.Items.Contains(item))
            {
                Close();
                return;
            }
        }

        var (text, caret) = _offered.Take(_text, item);
        Write(text, caret);
        await CommitAsync();
    }

    // The browser keeps what is typed; it is told only what was not typed there.
    private void Write(string text, int? caret)
    {
        (_before, _text, _shown, _caret, _write) = (_text, text, text, caret, true);
        Close();
    }

    private void Close() => (_open, _at) = (false, -1);

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
