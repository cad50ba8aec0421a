using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;
using Portal.Components.Controls;
using Portal.Components.Stages.GoLive.Approving;
using Portal.Components.Stages.GoLive.Planning;
using Portal.Glue;

namespace Portal.Components.Stages.GoLive;

/// <summary>The last step: the plan and its window, gates that read evidence, other people's word, the schedule; and the site once it is live.</summary>
public sealed partial class GoLivePanel : IDisposable
{
    private const string NextId = "next-step";

    // Gates grow old and windows open while somebody looks.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private readonly Guid _press = Guid.CreateVersion7();
    private GateReport? _gates;
    private GoLiveNext? _next;
    private ApprovalStatus _approval = ApprovalStatus.None;
    private PlanView? _plan;
    private GoLiveSchedule? _waiting, _ended;
    private SiteView? _read;
    private ITimer? _beat;
    private PlanForm? _form;
    private bool _editing, _toNext;
    private PlanPart? _goTo;

    [Inject]
    public required GoLiveGates Gates { get; init; }

    [Inject]
    public required Approvals Approval { get; init; }

    [Inject]
    public required Plans Plans { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required Schedules Schedules { get; init; }

    [Inject]
    public required GoLiveService Service { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    protected override Stage Stage => Stage.GoLive;

    private bool IsLive => Site.State.HasGoneLive();

    private GoLivePlan? Plan => _plan?.Plan;

    private bool NeedsPlan => Site.Connection is { Environment: var environment } && environment.NeedsPlan();

    /// <summary>True where a gate is opened in the plan, whose form then stays open.</summary>
    private bool Gaps => _gates!.Shut.Any(gate => gate.Part is not null);

    private string Purpose => Plan is null ? Stage.Purpose() : "Opens the real connection inside a window that the hospital chose, one unit first.";

    private CheckState Sign => _gates!.Overall switch
    {
        GateState.Open => CheckState.Passed,
        GateState.NotEnoughEvidence when _next!.Step is GoLiveStep.Wait or GoLiveStep.Schedule => CheckState.Passed,
        GateState.Closed => CheckState.Failed,
        GateState.NotEnoughEvidence => CheckState.CouldNotAssess,
    };

    private string? Hint => _next!.Step switch
    {
        GoLiveStep.OpenGate => null,
        GoLiveStep.MakePlan or GoLiveStep.CompletePlan or GoLiveStep.AskApproval => MayWork ? null : NotNow,
        GoLiveStep.Approve => NotApprover,
        GoLiveStep.Remind => _approval.Request is { } asked ? $"asked {Ago.Text(Clock.GetUtcNow() - asked.At)}{(asked.RemindedAt is { } last ? $", reminded {Ago.Text(Clock.GetUtcNow() - last)}" : "")}" : null,
        GoLiveStep.Wait => $"scheduled by {_waiting!.ScheduledBy}",
        GoLiveStep.Schedule or GoLiveStep.Activate => NotNow,
    };

    private string? NotApprover => ApproverWords.WhyNot(_approval, Actor);

    // An approval is for one window and the units in their order, so these come first.
    private string? NotReady => Plan is null ? NeedsPlan ? "Make the plan first." : null
        : Plan.Content.Window is null || Plan.Content.Units.Count == 0 ? "Choose the window and name the units first." : null;

    public void Dispose() => _beat?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _beat = Clock.CreateTimer(_ => InvokeAsync(AgainAsync), null, Beat, Beat);
        // Whoever left in the middle of the plan finds it as it was.
        _editing = MayWork && await Drafts.FindAsync(Site.Id, Plans.Form, CancellationToken.None) is not null;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toNext)
        {
            _toNext = false;
            await Script.InvokeVoidAsync("portal.goTo", NextId);
        }

        if (_form is null || _goTo is not { } part) return;
        _goTo = null;
        await Script.InvokeVoidAsync("portal.goTo", $"{PlanForm.Anchor(part)}-h");
    }

    private async Task AgainAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        _approval = await Approval.OfAsync(Site.Id, CancellationToken.None);
        var newest = await Schedules.NewestAsync(Site.Id, CancellationToken.None);
        (_waiting, _ended) = (newest is { EndedAt: null } ? newest : null, newest is { End: not null and not ScheduleEnd.WentLive } ? newest : null);
        _plan = await Plans.ReadAsync(Site.Id, CancellationToken.None);
        _gates = await Gates.EvaluateAsync(Site.Id, CancellationToken.None);
        _next = GoLiveNext.Of(_gates, _approval, Plan, _waiting, Actor, Clock.GetUtcNow());
    }

    private Task EditAsync(PlanPart part)
    {
        (_editing, _goTo) = (true, part);
        return Task.CompletedTask;
    }

    private async Task ToDrillAsync() => await Script.InvokeVoidAsync("portal.goTo", "fire-drill");

    private async Task AskAsync() => await DoneAsync((await Approval.RequestAsync(Site.Id, Actor, CancellationToken.None)).Refusal, "Asked for the approval");

    private async Task ApproveAsync()
    {
        if (NotApprover is not null) return;
        await DoneAsync((await Approval.ApproveAsync(Site.Id, Actor, CancellationToken.None, _gates!.Mark)).Refusal, "Approved");
    }

    private async Task RemindAsync() =>
        await DoneAsync((await Approval.RemindAsync(Site.Id, await People.ApproversAsync(CancellationToken.None), Actor, CancellationToken.None)).Refusal, "Reminded");

    private async Task ScheduleAsync() => await DoneAsync((await Schedules.ScheduleAsync(Site.Id, Actor, CancellationToken.None)).Refusal, "Scheduled");

    private async Task CancelAsync()
    {
        if (await Dialogs.AskReasonAsync("Cancel the scheduled go-live?", "Nothing is activated in this window unless somebody schedules it again. Both sides are told, with the reason.", "Cancel schedule") is { } reason)
            await DoneAsync((await Schedules.CancelAsync(Site.Id, reason, Actor, CancellationToken.None)).Refusal, "The schedule is cancelled");
    }

    private async Task ActivateAsync()
    {
        if (NotNow is not null) return;
        var typed = await Dialogs.ConfirmByTypingAsync(
            $"Go live with {Site.Name}?", "From then on real requests for patients go to this hospital’s EHR, and the monitor watches it.", Site.Name, "Go live");
        if (typed is null) return;
        await DoneAsync((await Service.ActivateAsync(Site.Id, typed, _press, Actor, CancellationToken.None)).Refusal, "Going live");
    }

    private async Task SavedAsync()
    {
        _editing = false;
        await ChangedAsync();
        // The form is gone with its focus; where gaps are left it stays.
        _toNext = !Gaps;
    }

    private Task ChangedAsync() => DoneAsync(null, null);

    private async Task DoneAsync(Refusal? refusal, string? said)
    {
        Refused = refusal;
        if (refusal is null && said is not null) Announcer.Say(said);
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }
}
