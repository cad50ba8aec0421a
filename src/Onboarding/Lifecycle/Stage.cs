namespace Onboarding.Lifecycle;

/// <summary>The six stages, in order.</summary>
public enum Stage
{
    Configure,
    TestConnection,
    MapFields,
    ValidatePatients,
    LoadTest,
    GoLive,
}

/// <summary>Where a site stands: in one of the six stages, in one of the states after them, or beside the way.</summary>
public enum SiteState
{
    Configure,
    TestConnection,
    MapFields,
    ValidatePatients,
    LoadTest,
    GoLive,

    /// <summary>Real traffic of some care units; more are admitted as each step is proven.</summary>
    Ramp,

    /// <summary>Real traffic of all units, watched with tighter limits.</summary>
    Hypercare,
    Live,

    /// <summary>Has gone live; no traffic until somebody resumes it.</summary>
    Suspended,
    OnHold,
    Withdrawn,
}

/// <summary>What may happen to a site.</summary>
public enum SiteTrigger
{
    /// <summary>The stage's evidence lives: on to the next.</summary>
    Continue,

    /// <summary>An edit killed evidence: back to the earliest stage without it.</summary>
    Return,
    Hold,
    Resume,
    Withdraw,
    Reopen,

    /// <summary>Real traffic stops at once; everything else stays.</summary>
    Suspend,

    /// <summary>Real traffic stops at once, and going live begins anew.</summary>
    RollBack,
}

public static class StageList
{
    public static readonly IReadOnlyList<Stage> All = Enum.GetValues<Stage>();

    /// <summary>The stage's name as people read it.</summary>
    public static string Title(this Stage stage) => stage switch
    {
        Stage.Configure => "Configure",
        Stage.TestConnection => "Test connection",
        Stage.MapFields => "Map fields",
        Stage.ValidatePatients => "Validate ten patients",
        Stage.LoadTest => "Load test",
        Stage.GoLive => "Go live",
    };

    /// <summary>What the stage is for, in one sentence.</summary>
    public static string Purpose(this Stage stage) => stage switch
    {
        Stage.Configure => "Says how to reach this hospital's EHR and how we prove who we are.",
        Stage.TestConnection => "Proves, step by step, that we can reach the EHR, sign in and read one record.",
        Stage.MapFields => "Says for each field we need where this hospital keeps it.",
        Stage.ValidatePatients => "Proves on ten patients that every field we need arrives, and says what ten patients cannot prove.",
        Stage.LoadTest => "Proves that the EHR answers fast enough at 1.5 times this site's busiest hour.",
        Stage.GoLive => "Opens the real connection once every gate is open and a second person agrees.",
    };

    public static string Title(this SiteState state) => state switch
    {
        SiteState.Ramp => "Ramp",
        SiteState.Hypercare => "Hypercare",
        SiteState.Live => "Live",
        SiteState.Suspended => "Suspended",
        SiteState.OnHold => "On hold",
        SiteState.Withdrawn => "Withdrawn",
        _ => state.AsStage()!.Value.Title(),
    };

    /// <summary>True where callers get real patients: the gateway serves, the monitor watches.</summary>
    public static bool TakesTraffic(this SiteState state) => state is SiteState.Ramp or SiteState.Hypercare or SiteState.Live;

    /// <summary>True where the way to live is behind it: it takes traffic, or would if nobody had suspended it.</summary>
    public static bool HasGoneLive(this SiteState state) => state.TakesTraffic() || state is SiteState.Suspended;

    /// <summary>The states that take traffic, for queries.</summary>
    public static readonly IReadOnlyList<SiteState> WithTraffic = [.. Enum.GetValues<SiteState>().Where(TakesTraffic)];

    /// <summary>The states of sites that have gone live, for queries.</summary>
    public static readonly IReadOnlyList<SiteState> GoneLive = [.. Enum.GetValues<SiteState>().Where(HasGoneLive)];

    /// <summary>The stage that a state is, or null for the ones after and beside them.</summary>
    public static Stage? AsStage(this SiteState state) =>
        state <= SiteState.GoLive ? (Stage)(int)state : null;

    public static SiteState AsState(this Stage stage) => (SiteState)(int)stage;
}
