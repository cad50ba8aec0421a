using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Portal.Components.Layout;

namespace Portal.Components.Stages.GoLive;

/// <summary>The fire drill of a site: what it is for, one button, who still has to acknowledge, and what it proved.</summary>
public sealed partial class FireDrillPart : IDisposable
{
    // Waiting is shown with its time, which grows while nothing else happens.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private Guid _press = Guid.CreateVersion7();
    private DrillView? _view;
    private SiteView? _read;
    private Refusal? _refused;
    private ITimer? _beat;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required FireDrills Drills { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private FireDrill? Running => _view?.Standing.Running;

    private string Age => _view?.Standing switch
    {
        { Running: not null } => "being held now",
        { State: GateState.Open, Age: { } age, Left: { } left } => $"held {Ago.Text(age)}, counts for {Ago.Span(left)} more",
        { Age: { } age } => $"held {Ago.Text(age)}",
        _ => "not held yet",
    };

    private CheckState Sign => _view!.Standing.State switch
    {
        GateState.Open => CheckState.Passed,
        GateState.Closed => CheckState.Failed,
        GateState.NotEnoughEvidence => CheckState.CouldNotAssess,
    };

    /// <summary>Why no drill can be started now, in words beside the button; null where one can.</summary>
    private string? NotNow => (MayWork, View.Site.State, _view!.People) switch
    {
        (false, _, _) => Actor.LooksOn.Message,
        (_, not Onboarding.Lifecycle.SiteState.GoLive and var state, _) => DrillRefusals.NotNow(state).Message,
        (_, _, ({ }, { })) => null,
        (_, _, var (ours, hospital)) => DrillRefusals.Nobody(ours is null, hospital is null).Message,
    };

    protected override void OnInitialized() => _beat = Clock.CreateTimer(_ => InvokeAsync(() => { if (Running is not null) StateHasChanged(); }), null, Beat, Beat);

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        await ReadAsync();
    }

    public void Dispose() => _beat?.Dispose();

    private async Task ReadAsync() => _view = await Drills.ReadAsync(View.Site.Id, CancellationToken.None);

    private async Task StartAsync()
    {
        var started = await Drills.StartAsync(View.Site.Id, _press, Actor, CancellationToken.None);
        if (started.Succeeded) _press = Guid.CreateVersion7();
        await DoneAsync(started.Refusal, "Fire drill started");
    }

    private async Task AcknowledgeAsync(FireDrill drill) =>
        await DoneAsync((await Drills.AcknowledgeAsync(drill.Id, Actor, CancellationToken.None)).Refusal, "Acknowledged for our side");

    private async Task RemindAsync(FireDrill drill, DrillSide side) =>
        await DoneAsync((await Drills.RemindAsync(drill.Id, side, Actor, CancellationToken.None)).Refusal, "Reminder written");

    private async Task StopAsync(FireDrill drill) => await DoneAsync((await Drills.StopAsync(drill.Id, Actor, CancellationToken.None)).Refusal, "Fire drill stopped");

    private async Task DoneAsync(Refusal? refusal, string said)
    {
        _refused = refusal;
        if (refusal is null) Announcer.Say(said);
        await ReadAsync();
        await OnChanged.InvokeAsync();
    }
}
