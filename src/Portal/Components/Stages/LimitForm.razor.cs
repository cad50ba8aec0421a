using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Components.Stages;

/// <summary>The limits that one stage of this site is judged by: folded, changed with a reason only, and told what the change ends.</summary>
public sealed partial class LimitForm
{
    private static readonly Thresholds Usual = new();

    private readonly string _reasonId = $"h-{Guid.CreateVersion7():N}";
    private PartForm<Thresholds> _form = new(Usual, 0);
    private SiteId? _site;
    private string _reason = "";
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<LimitField> Limits { get; set; }

    [Parameter]
    public string Title { get; set; } = "Limits of this site";

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    public required SiteService Sites { get; init; }

    private string Summary => ThresholdRules.Changes(Usual, View.Site.Configuration.Thresholds, [.. Limits.Select(limit => limit.Name)]) is { Length: > 0 } differs ? differs : "the usual ones";

    private string? Off => !Actor.MayWork ? Actor.LooksOn.Message
        : !_form.Dirty ? "Nothing is changed yet."
        : ThresholdRules.Wrong(_form.Now).Count > 0 ? "Correct the limits first."
        : _form.Conflicts ? "Decide first whose limits count."
        : string.IsNullOrWhiteSpace(_reason) ? "Say why the limits change." : null;

    protected override void OnParametersSet()
    {
        if (_site == View.Site.Id)
            _form.Follow(View.Site.Configuration.Thresholds, View.Site.Version);
        else
            (_site, _form) = (View.Site.Id, new(View.Site.Configuration.Thresholds, View.Site.Version));
    }

    private string? Wrong(LimitField limit) => _form.Dirty ? ThresholdRules.Wrong(_form.Now).GetValueOrDefault(limit.Name) : null;

    private void Take(LimitField limit, double? typed)
    {
        if (typed is { } value)
            _form.Now = limit.Take(_form.Now, value);
    }

    private Task DropAsync()
    {
        _form.TakeNewest();
        (_reason, _refused) = ("", null);
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        if (Off is not null)
            return;
        var saved = await Sites.SaveThresholdsAsync(View.Site.Id, _form.Seen, _form.Now, _reason, Actor, CancellationToken.None);
        _refused = saved.Refusal;
        if (saved.Value is { } site)
            (_form, _reason) = (new(site.Configuration.Thresholds, site.Version), "");
        await OnSaved.InvokeAsync();
    }
}
