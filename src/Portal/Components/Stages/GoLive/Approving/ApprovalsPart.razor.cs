using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Portal.Accounts;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive.Approving;

/// <summary>Who asked, who approved and what they saw, who is missing; questions and answers; the way to say no.</summary>
public sealed partial class ApprovalsPart
{
    private string _words = "";
    private string? _wordsError;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required ApprovalStatus Status { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>The gates as they are now, to compare with what somebody saw.</summary>
    [Parameter, EditorRequired]
    public required GateReport Gates { get; set; }

    /// <summary>True while the page's one button asks or approves.</summary>
    [Parameter]
    public bool Primary { get; set; }

    /// <summary>Why nobody can be asked yet; null where they can.</summary>
    [Parameter]
    public string? NotReady { get; set; }

    [Parameter]
    public EventCallback OnAsk { get; set; }

    [Parameter]
    public EventCallback OnApprove { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required Approvals Approval { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool Two => Status.Needed > 1;

    private string? NotApprover => ApproverWords.WhyNot(Status, Me);

    private string Hint => Status.Request is null ? "Nobody has been asked yet."
        : Two ? $"An engineer, a manager or an administrator, of another role than {Others}. They open this page and approve."
        : "An engineer, a manager or an administrator who did not ask. They open this page and approve.";

    private string Others => string.Join(" and ", Status.Approvals.Select(given => given.ActorName).Prepend(Status.Request!.ActorName));

    private async Task DeclineAsync()
    {
        if (await Dialogs.AskReasonAsync($"Decline going live with {Site.Name}?", "Whoever asked reads the reason and may ask again. Approvals that were given already end with it.", "Decline") is { } reason)
            await DoneAsync((await Approval.DeclineAsync(Site.Id, reason, Me, CancellationToken.None)).Refusal);
    }

    private async Task SayAsync()
    {
        _wordsError = (await Approval.CommentAsync(Site.Id, _words, Me, CancellationToken.None)).Refusal?.Message;
        if (_wordsError is not null) return;
        _words = "";
        await DoneAsync(null);
    }

    private async Task DoneAsync(Refusal? refusal)
    {
        _refused = refusal;
        await OnChanged.InvokeAsync();
    }
}
