using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Layout;

namespace Portal.Components.Stages;

/// <summary>What every stage's panel has: the site, its newest run, and one way to start and to stop.</summary>
public abstract class StagePanel : ComponentBase
{
    private Guid _request = Guid.CreateVersion7();

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    /// <summary>What the run in flight says it is doing, where it is this stage's.</summary>
    [Parameter]
    public RunProgress? Progress { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    public required RunService Runs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected abstract Stage Stage { get; }

    protected Site Site => View.Site;

    /// <summary>Why the last thing asked for was refused.</summary>
    protected Refusal? Refused { get; set; }

    /// <summary>The run that works now.</summary>
    protected StageRun? Running => Newest is { InFlight: true } run ? run : null;

    /// <summary>The newest run that came to a result.</summary>
    protected StageRun? Finished => Newest is { Status: RunStatus.Finished } run ? run : null;

    /// <summary>A run that ended without a result, and is the newest.</summary>
    protected StageRun? CutShort => Newest is { Status: RunStatus.Cancelled or RunStatus.Interrupted } run ? run : null;

    /// <summary>True where the result was born of other settings than today's.</summary>
    protected bool Outdated => Finished is not null && View.Evidence.Changed(Stage);

    /// <summary>Passed, for today's settings.</summary>
    protected bool Holds => View.Evidence.Holds(Stage);

    /// <summary>The sign of a result: what no longer counts is no pass.</summary>
    protected CheckState Judged(StageRun run) => Outdated ? CheckState.CouldNotAssess : run.Verdict ?? CheckState.NotReached;

    protected bool MayWork => Actor.MayWork;

    /// <summary>Why this stage cannot be started now, in words beside the button; null where it can.</summary>
    protected string? NotNow => this switch
    {
        { MayWork: false } => Actor.LooksOn.Message,
        { Site.State: SiteState.OnHold or SiteState.Withdrawn } => RunRefusals.NotActive(Site.State).Message,
        { View.InFlight: { } busy } => RunRefusals.Busy(busy.Stage, busy.RequestedByName).Message,
        _ when StageList.All.Where(stage => stage < Stage && !View.Evidence.Holds(stage)).Take(1).ToList() is [var first] => RunRefusals.TooEarly(first).Message,
        _ => null,
    };

    private StageRun? Newest => View.LatestRuns.GetValueOrDefault(Stage);

    /// <summary>Starts the stage. The same press twice is the same run; the work belongs to no page.</summary>
    protected async Task<bool> StartAsync()
    {
        var started = await Runs.StartAsync(Site.Id, Stage, _request, Actor, CancellationToken.None);
        Refused = started.Refusal;
        if (started.Succeeded)
        {
            _request = Guid.CreateVersion7();
            Announcer.Say($"{Stage.Title()} started");
        }

        await OnChanged.InvokeAsync();
        return started.Succeeded;
    }

    protected async Task StopAsync()
    {
        if (Running is not { } run) return;
        var stopped = await Runs.CancelAsync(run.Id, Actor, CancellationToken.None);
        Refused = stopped.Refusal;
        Announcer.Say($"{Stage.Title()} is stopping");
        await OnChanged.InvokeAsync();
    }
}
