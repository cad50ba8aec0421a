using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>What has to be done next on the way to live.</summary>
public enum GoLiveStep
{
    OpenGate,
    AskApproval,
    Approve,
    Activate,
}

/// <summary>The last step: gates that read evidence, a second person, a typed confirmation; and the site once it is live.</summary>
public sealed partial class GoLivePanel
{
    private readonly Guid _press = Guid.CreateVersion7();
    private GateReport? _gates;
    private ApprovalStatus _approval = new(null, []);
    private SiteView? _read;

    [Inject]
    public required GoLiveGates Gates { get; init; }

    [Inject]
    public required Approvals Approval { get; init; }

    [Inject]
    public required GoLiveService Service { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override Stage Stage => Stage.GoLive;

    private bool IsLive => Site.State.HasGoneLive();

    private IReadOnlyList<GateResult> Shut => _gates!.Gates;

    private GateResult? FirstShut => Shut.FirstOrDefault(gate => gate is { State: not GateState.Open, Stage: not Stage.GoLive });

    private GoLiveStep Next => this switch
    {
        { FirstShut: not null } => GoLiveStep.OpenGate,
        { _approval.Request: null } => GoLiveStep.AskApproval,
        { _approval.IsApproved: false } => GoLiveStep.Approve,
        _ => GoLiveStep.Activate,
    };

    private CheckState Sign => _gates!.Overall switch
    {
        GateState.Open => CheckState.Passed,
        GateState.Closed => CheckState.Failed,
        GateState.NotEnoughEvidence => CheckState.CouldNotAssess,
    };

    private string Title => Shut.Count(gate => gate.State is not GateState.Open) switch
    {
        0 => $"Every gate is open. {Site.Name} can go live.",
        1 => "One gate is not open yet.",
        var shut => $"{shut} gates are not open yet.",
    };

    private string Lead => Next switch
    {
        GoLiveStep.OpenGate => $"“{FirstShut!.Title}” is not proven. {FirstShut.Explanation} {FirstShut.Opens}",
        GoLiveStep.AskApproval => "All evidence is there. Somebody with another role than yours has to agree before real traffic flows.",
        GoLiveStep.Approve => $"{_approval.Request!.ActorName} asked for it. Look at the gates below: the approval is for exactly these settings.",
        GoLiveStep.Activate => "You type the site’s name, every gate is read once more, and real traffic is on.",
    };

    private string? Hint => Next switch
    {
        GoLiveStep.OpenGate => null,
        GoLiveStep.AskApproval => MayWork ? null : NotNow,
        GoLiveStep.Approve => NotApprover,
        GoLiveStep.Activate => NotNow,
    };

    /// <summary>Why the person who looks cannot be the second person; null where they can.</summary>
    private string? NotApprover => _approval.Request switch
    {
        null => null,
        var asked when asked.ActorId == Actor.Id => "You asked for it, so a second person has to approve.",
        _ when Actor.Role == Roles.CustomerSuccess => "Engineers, managers and administrators approve.",
        var asked when asked.Role == Actor.Role => $"You have the same role as {asked.ActorName}, who asked. Somebody with another role has to approve.",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        _approval = await Approval.OfAsync(Site.Id, CancellationToken.None);
        _gates = await Gates.EvaluateAsync(Site.Id, CancellationToken.None);
    }

    private async Task AskAsync() => await DoneAsync((await Approval.RequestAsync(Site.Id, Actor, CancellationToken.None)).Refusal, "Asked for the approval");

    private async Task ApproveAsync()
    {
        if (NotApprover is not null) return;
        await DoneAsync((await Approval.ApproveAsync(Site.Id, Actor, CancellationToken.None)).Refusal, "Approved");
    }

    private async Task ActivateAsync()
    {
        if (NotNow is not null) return;
        var typed = await Dialogs.ConfirmByTypingAsync(
            $"Go live with {Site.Name}?", "From then on real requests for patients go to this hospital’s EHR, and the monitor watches it.", Site.Name, "Go live");
        if (typed is null) return;
        await DoneAsync((await Service.ActivateAsync(Site.Id, typed, _press, Actor, CancellationToken.None)).Refusal, "Going live");
    }

    private async Task DoneAsync(Refusal? refusal, string said)
    {
        Refused = refusal;
        if (refusal is null) Announcer.Say(said);
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }
}
