using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;
using Portal.Components.Layout;

namespace Portal.Components.Stages.GoLive;

/// <summary>The two ways to stop real traffic at once, each one confirmed click.</summary>
public sealed partial class RampStops
{
    private const string Why = "Reason, told to callers and kept in the site's history";

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    /// <summary>Told afterwards: why it was refused, or null.</summary>
    [Parameter]
    public EventCallback<Refusal?> OnDone { get; set; }

    [Inject]
    public required TrafficControl Control { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private bool MayWork => Me.MayWork;

    private async Task SuspendAsync()
    {
        if (await RampDialog.AskAsync(Dialogs, $"Suspend {Site.Name}?", "Within a second no caller gets a patient, requests under way included. Evidence, ramp and settings stay; one click lets traffic flow again.", Why, "Suspend", Site.Name) is { } answer)
            await TellAsync(await Control.SuspendAsync(Site.Id, answer.Typed, answer.Words, Me, CancellationToken.None), "Real traffic is suspended");
    }

    private async Task RollBackAsync()
    {
        if (await RampDialog.AskAsync(Dialogs, $"Roll back {Site.Name}?", "Within a second no caller gets a patient, requests under way included. The site goes back to its go-live gates; the next ramp begins with the same care unit.", Why, "Roll back", Site.Name) is { } answer)
            await TellAsync(await Control.RollBackAsync(Site.Id, answer.Typed, answer.Words, Me, CancellationToken.None), "Rolled back");
    }

    private async Task TellAsync(Result<Site> done, string said)
    {
        if (done.Succeeded) Announcer.Say(said);
        await OnDone.InvokeAsync(done.Refusal);
    }
}
