using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>The one thing that a person may do with the ramp now.</summary>
public enum RampStepUp
{
    Nothing,
    Hold,
    GoOn,
    Admit,
    Resume,
    End,
}

/// <summary>A site with real traffic: where it stands, what is missing, and every way to go on or to stop.</summary>
public sealed partial class RampPart : IDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(3);

    private TrafficView? _traffic;
    private SiteView? _read;
    private Refusal? _refused;
    private ITimer? _timer;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required ApprovalStatus Approval { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required TrafficReader Reader { get; init; }

    [Inject]
    public required Ramps Ramps { get; init; }

    [Inject]
    public required TrafficControl Control { get; init; }

    [Inject]
    public required HypercareDesk Hypercare { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Site Site => View.Site;

    private SiteRamp? Ramp => _traffic!.Ramp;

    private bool Runs => Site.State is SiteState.Ramp && Ramp is { IsHeld: false } && _traffic!.Verdict?.Call is not RampCall.RollBack;

    private bool DaysOver => Ramp is { HypercareAt: not null } ramp && Clock.GetUtcNow() >= HypercareDays.EndOf(ramp, Site.TimeZone);

    private RampStepUp Next => Site.State switch
    {
        SiteState.Suspended => RampStepUp.Resume,
        SiteState.Hypercare when DaysOver => RampStepUp.End,
        SiteState.Ramp when _traffic!.Verdict is { Call: RampCall.Promote } => RampStepUp.Admit,
        SiteState.Ramp when Ramp is { IsHeld: true } => RampStepUp.GoOn,
        SiteState.Ramp => RampStepUp.Hold,
        _ => RampStepUp.Nothing,
    };

    private CheckState Sign => Site.State switch
    {
        SiteState.Suspended => CheckState.Warning,
        SiteState.Ramp when _traffic!.Verdict is { Call: RampCall.RollBack } => CheckState.Failed,
        SiteState.Ramp when Ramp is { IsHeld: true } => CheckState.Warning,
        SiteState.Hypercare when DaysOver => CheckState.Warning,
        _ => CheckState.Passed,
    };

    private string Title => (Site.State, Ramp) switch
    {
        (SiteState.Suspended, _) => $"Real traffic of {Site.Name} is suspended.",
        (SiteState.Ramp, { } ramp) => $"Step {ramp.Step + 1} of {ramp.Terms.Steps.Count}: {RampWords.AreIn(ramp)}.",
        (SiteState.Hypercare, { } ramp) when DaysOver => $"The {ramp.Terms.Limits.HypercareDays} days of hypercare are over, and the last one was not clean.",
        (SiteState.Hypercare, { } ramp) => $"Hypercare, day {RampWords.Day(ramp, Site.TimeZone, Clock.GetUtcNow())} of {ramp.Terms.Limits.HypercareDays}.",
        _ => $"{Site.Name} takes real traffic.",
    };

    private string Lead => (Site.State, Ramp) switch
    {
        (SiteState.Suspended, _) => "Callers are refused with the reason. Everything else stays as it was; the clinic day of a ramp begins anew when it is resumed.",
        (SiteState.Ramp, { IsHeld: true } ramp) => $"{ramp.HeldBy} holds it: {ramp.HeldWhy} {_traffic!.Verdict!.Sentence}",
        (SiteState.Ramp, _) => _traffic!.Verdict!.Sentence,
        (SiteState.Hypercare, _) when DaysOver => "It becomes live by itself after a clean day. A person may end it now and say why.",
        (SiteState.Hypercare, _) => "Every care unit is served. Limits are one notch tighter, and the portal writes a note about every day; then the site is live by itself.",
        _ => "",
    };

    private string? Hint => !MayWork && Next is not RampStepUp.Nothing ? Actor.LooksOn.Message : null;

    private IReadOnlyList<CauseFact> Facts => RampWords.Facts(Site, _traffic!, Clock.GetUtcNow());

    public void Dispose() => _timer?.Dispose();

    protected override void OnInitialized() => _timer = Clock.CreateTimer(_ => _ = InvokeAsync(AgainAsync), null, ReadEvery, ReadEvery);

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        await ReadAsync();
    }

    private async Task ReadAsync() => _traffic = await Reader.ReadAsync(Site, CancellationToken.None);

    // Counting tells nobody, so that the gateway stays quick; who looks reads again.
    private async Task AgainAsync()
    {
        if (Site.State is not (SiteState.Ramp or SiteState.Hypercare)) return;
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task PromoteAsync() => await DoneAsync((await Ramps.PromoteAsync(Site.Id, Actor, CancellationToken.None)).Refusal);

    private async Task GoOnAsync() => await DoneAsync((await Ramps.GoOnAsync(Site.Id, Actor, CancellationToken.None)).Refusal);

    private async Task HoldAsync()
    {
        if (await RampDialog.AskAsync(Dialogs, "Hold the ramp at this step?", "No further care unit is admitted until somebody lets it go on. A regression rolls it back all the same.", "Reason, kept with the decisions", "Hold at this step") is { } answer)
            await DoneAsync((await Ramps.HoldAsync(Site.Id, answer.Words, Actor, CancellationToken.None)).Refusal);
    }

    private async Task ResumeAsync()
    {
        if (await RampDialog.AskAsync(Dialogs, $"Resume traffic of {Site.Name}?", "Callers get patients again, from where the site stood before.", "Reason, kept in the site's history", "Resume traffic") is { } answer)
            await DoneAsync((await Control.ResumeAsync(Site.Id, answer.Words, Actor, CancellationToken.None)).Refusal);
    }

    private async Task EndAsync()
    {
        if (await RampDialog.AskAsync(Dialogs, "End hypercare?", "Its last day was not clean. The site becomes live with its usual limits.", "Reason, kept in the site's history", "End hypercare") is { } answer)
            await DoneAsync((await Hypercare.EndAsync(Site.Id, answer.Words, Actor, CancellationToken.None)).Refusal);
    }

    private async Task DoneAsync(Refusal? refusal)
    {
        _refused = refusal;
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }
}
