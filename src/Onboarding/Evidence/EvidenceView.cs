using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;

namespace Onboarding.Evidence;

/// <summary>The newest finished run of a stage, as far as gates need it.</summary>
public sealed record StageEvidence(
    Guid RunId,
    Stage Stage,
    CheckState Verdict,
    string Fingerprint,
    DateTimeOffset BornAt);

/// <summary>All evidence of a site against its present configuration. What gates and guards read; nothing here is stored.</summary>
public sealed class EvidenceView(
    IReadOnlyDictionary<Stage, StageEvidence> newest,
    IReadOnlyDictionary<Stage, string> fingerprints,
    DateTimeOffset now,
    TrafficFacts? traffic = null)
{
    /// <summary>No evidence at all.</summary>
    public static readonly EvidenceView None =
        new(new Dictionary<Stage, StageEvidence>(), new Dictionary<Stage, string>(), DateTimeOffset.UnixEpoch);

    /// <summary>What is known of the site's way with real traffic.</summary>
    public TrafficFacts Traffic { get; } = traffic ?? TrafficFacts.None;

    public StageEvidence? Of(Stage stage) => newest.GetValueOrDefault(stage);

    public TimeSpan? Age(Stage stage) => Of(stage) is { } evidence ? now - evidence.BornAt : null;

    /// <summary>True where the evidence was born of another configuration than today's.</summary>
    public bool Changed(Stage stage) =>
        Of(stage) is { } evidence && evidence.Fingerprint != fingerprints.GetValueOrDefault(stage);

    /// <summary>Passed (perhaps with warnings) and of today's configuration, whatever its age.</summary>
    public bool Holds(Stage stage) =>
        Of(stage) is { Verdict: CheckState.Passed or CheckState.Warning } && !Changed(stage);

    /// <summary>Failed, and of today's configuration: what somebody has to look at.</summary>
    public bool Fails(Stage stage) => Of(stage) is { Verdict: CheckState.Failed } && !Changed(stage);

    /// <summary>Holds, and is young enough for go-live.</summary>
    public bool Lives(Stage stage) => Holds(stage) && Age(stage) <= EvidenceLife.Of(stage);

    /// <summary>How long the evidence still lives; null where it does not hold or does not age.</summary>
    public TimeSpan? Left(Stage stage) =>
        Holds(stage) && EvidenceLife.Of(stage) is var life && life != TimeSpan.MaxValue ? life - Age(stage) : null;

    public GateState Gate(Stage stage)
    {
        if (Of(stage) is null || Changed(stage))
            return GateState.NotEnoughEvidence;
        if (!Holds(stage))
            return Of(stage)!.Verdict is CheckState.Failed ? GateState.Closed : GateState.NotEnoughEvidence;
        return Lives(stage) ? GateState.Open : GateState.NotEnoughEvidence;
    }

    /// <summary>The earliest stage whose evidence does not hold; go-live where all others do.</summary>
    public SiteState EarliestMissing() =>
        StageList.All.First(stage => stage is Stage.GoLive || !Holds(stage)).AsState();
}

/// <summary>How old evidence may be at go-live.</summary>
public static class EvidenceLife
{
    public static TimeSpan Of(Stage stage) => stage switch
    {
        Stage.Configure => TimeSpan.MaxValue,
        Stage.TestConnection => TimeSpan.FromHours(24),
        Stage.MapFields => TimeSpan.MaxValue,
        Stage.ValidatePatients => TimeSpan.FromDays(14),
        Stage.LoadTest => TimeSpan.FromDays(30),
        Stage.GoLive => TimeSpan.MaxValue,
    };
}
