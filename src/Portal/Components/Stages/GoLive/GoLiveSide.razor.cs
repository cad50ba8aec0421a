using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;

namespace Portal.Components.Stages.GoLive;

/// <summary>Beside the page: the next action on the way to live, and who is waited for.</summary>
public sealed partial class GoLiveSide
{
    private GoLiveNext? _next;
    private ApprovalStatus _approval = ApprovalStatus.None;
    private ChangeWindow? _window;
    private SiteView? _read;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    [Inject]
    public required GoLiveGates Gates { get; init; }

    [Inject]
    public required Approvals Approval { get; init; }

    [Inject]
    public required Plans Plans { get; init; }

    [Inject]
    public required Schedules Schedules { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Why => _window is { } window ? $"The window: {window.Words(View.Site.TimeZone)}." : "";

    private string Who => _next!.Step switch
    {
        GoLiveStep.Approve or GoLiveStep.Remind => _approval.Needed > 1 ? "An engineer, a manager or an administrator" : "A second person of another role",
        GoLiveStep.Wait => "Nobody, it begins by itself",
        _ => _next.Gate?.Who is { } who && who != View.Site.OwnerName ? who : View.Site.OwnerId == Me.Id ? "You" : View.Site.OwnerName,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        _approval = await Approval.OfAsync(View.Site.Id, CancellationToken.None);
        var plan = (await Plans.ReadAsync(View.Site.Id, CancellationToken.None)).Plan;
        _window = plan?.Content.Window;
        var newest = await Schedules.NewestAsync(View.Site.Id, CancellationToken.None);
        _next = GoLiveNext.Of(await Gates.EvaluateAsync(View.Site.Id, CancellationToken.None), _approval, plan, newest is { EndedAt: null } ? newest : null, Me, Clock.GetUtcNow());
    }
}
