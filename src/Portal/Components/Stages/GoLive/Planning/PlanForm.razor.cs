using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Portal.Components.Layout;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>The plan in five parts, each of which a gate leads to. Half of it may be saved; what is wrong stands beside its field.</summary>
public sealed partial class PlanForm
{
    private const string FormId = "plan";
    private const string Correct = "Correct the marked fields first.";
    private PartForm<PlanFields> _form = null!;
    private IReadOnlyDictionary<string, string> _wrong = new Dictionary<string, string>();
    private FormDraft? _draft;
    private PlanView? _followed;
    private string _reason = "";
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required PlanView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>True while completing the plan is the page's next step.</summary>
    [Parameter]
    public bool Primary { get; set; }

    /// <summary>True while somebody's approval counts, which an edit may end.</summary>
    [Parameter]
    public bool Approved { get; set; }

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Inject]
    public required Plans Plans { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    public static string Anchor(PlanPart part) => $"plan-{Json.Word(part)}";

    private int Version => View.Stored?.Version ?? 0;

    private string Head => View.Plan is { } plan ? $"version {plan.Version}, saved by {plan.EditedBy}" : "half of it may be saved; the gates say what is missing";

    private string Theirs => PlanWords.Differences(_form.Opened.Read(Site.TimeZone, Clock.GetUtcNow()).Plan, View.Plan!.Content, Site.TimeZone) is { Count: > 0 } changes ? $"Changed: {string.Join("; ", changes)}." : "";

    private bool LimitsMoved => _form.Now.Ramp != _form.Opened.Ramp;

    // An approval is for the window, the units and the limits; the rest may change under it.
    private string? Ends => Approved && (LimitsMoved || _form.Now.Units != _form.Opened.Units || (_form.Now.From, _form.Now.To, _form.Now.BackBy, _form.Now.Change) != (_form.Opened.From, _form.Opened.To, _form.Opened.BackBy, _form.Opened.Change))
        ? "Saving ends the approvals: they were given for the window, the units and the limits as they stand." : null;

    private string? Off => !Me.MayWork ? Actor.LooksOn.Message
        : !_form.Dirty && View.Plan is not null ? "Nothing is changed yet."
        : _form.Conflicts ? "Decide first whose plan counts."
        : LimitsMoved && string.IsNullOrWhiteSpace(_reason) ? "Say why the limits change." : null;

    protected override async Task OnInitializedAsync()
    {
        _form = new(Stored(), Version);
        _followed = View;
        _draft = await Drafts.FindAsync(Site.Id, Plans.Form, CancellationToken.None);
        if (_draft is not null)
            Take(Json.Read<PlanFields>(_draft.Json));
    }

    protected override void OnParametersSet()
    {
        if (_form is null || ReferenceEquals(_followed, View)) return;
        _followed = View;
        _form.Follow(Stored(), Version);
        Judge();
    }

    // A plan of another environment is a beginning, but its window and what the hospital did are of there.
    private PlanFields Stored() => PlanFields.Of(View.Plan?.Content ?? (View.Stored?.Content ?? new()) with { Window = null, Tasks = [] }, Site.TimeZone);

    private void Take(PlanFields fields)
    {
        _form.Now = fields;
        Judge();
    }

    private void Judge() => _wrong = _form.Dirty ? _form.Now.Read(Site.TimeZone, Clock.GetUtcNow()).Wrong : new Dictionary<string, string>();

    private async Task KeepDraftAsync()
    {
        if (!Me.MayWork) return;
        if (_form.Dirty)
            await Drafts.KeepAsync(Site.Id, Plans.Form, _form.Now, _form.Seen, Me, CancellationToken.None);
        else if (_draft is not null)
            await Drafts.DropAsync(Site.Id, Plans.Form, Me, CancellationToken.None);
        else
            return;
        _draft = await Drafts.FindAsync(Site.Id, Plans.Form, CancellationToken.None);
    }

    private async Task TakeNewestAsync()
    {
        _form.TakeNewest();
        (_refused, _reason) = (null, "");
        Judge();
        await KeepDraftAsync();
    }

    private async Task SaveAsync()
    {
        if (Off is not null) return;
        if (_wrong.Count > 0)
        {
            Announcer.Say(Correct);
            await Script.InvokeVoidAsync("portal.goToWrong", FormId);
            return;
        }

        var saved = await Plans.SaveAsync(Site.Id, _form.Seen, Site.Connection!.Environment, _form.Now.Read(Site.TimeZone, Clock.GetUtcNow()).Plan, _reason, Me, CancellationToken.None);
        _refused = saved.Refusal;
        if (saved.Value is not { } plan) return;
        (_form, _reason) = (new(PlanFields.Of(plan.Content, Site.TimeZone), plan.Version), "");
        await Drafts.DropAsync(Site.Id, Plans.Form, Me, CancellationToken.None);
        _draft = null;
        Announcer.Say("Plan saved");
        await OnSaved.InvokeAsync();
    }
}
