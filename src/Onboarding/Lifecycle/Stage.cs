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

/// <summary>Where a site stands: in one of the six stages, or in one of three states beside them.</summary>
public enum SiteState
{
    Configure,
    TestConnection,
    MapFields,
    ValidatePatients,
    LoadTest,
    GoLive,
    Live,
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
        SiteState.Live => "Live",
        SiteState.OnHold => "On hold",
        SiteState.Withdrawn => "Withdrawn",
        _ => state.AsStage()!.Value.Title(),
    };

    /// <summary>The stage that a state is, or null for the three beside them.</summary>
    public static Stage? AsStage(this SiteState state) =>
        state <= SiteState.GoLive ? (Stage)(int)state : null;

    public static SiteState AsState(this Stage stage) => (SiteState)(int)stage;
}
