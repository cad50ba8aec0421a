using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Schedule;

namespace Onboarding.Stages.GoLive.Gates;

/// <summary>One gate that reads a stage's evidence.</summary>
/// <param name="Opens">What to do where it is not open, as an instruction.</param>
internal sealed record EvidenceGate(string Code, Stage Stage, string Title, string Opens);

/// <summary>The gates over what runs have proven. Evidence of another environment never counts: it was born of another connection.</summary>
internal static class EvidenceGates
{
    private static readonly IReadOnlyList<EvidenceGate> Table =
    [
        new("GATE-CONFIGURE", Stage.Configure, "Configuration is complete", "Complete the configuration and pass its checks."),
        new(GateCodes.Connection, Stage.TestConnection, "Connection, at most 24 h old", "Run the connection test again; it must pass and be younger than 24 hours."),
        new("GATE-MAPPING", Stage.MapFields, "Every needed field is mapped", "Map every needed field, save the mapping and pass its check."),
        new("GATE-PATIENTS", Stage.ValidatePatients, "Ten patients validated, at most 14 d old", "Validate the ten patients again; it must pass and be younger than 14 days."),
        new(GateCodes.Load, Stage.LoadTest, "Load test, at most 30 d old", "Run the load test again; it must pass and be younger than 30 days."),
    ];

    public static IEnumerable<GateResult> Of(GateFacts facts) => Table.Select(gate => Judge(gate, facts));

    private static GateResult Judge(EvidenceGate gate, GateFacts facts)
    {
        var evidence = facts.Evidence;
        var (state, found) = (evidence.Gate(gate.Stage), evidence.Of(gate.Stage));
        var renews = Renews(gate, facts);
        return new(
            gate.Code, gate.Title, state, Explain(gate.Stage, facts),
            evidence.Age(gate.Stage) is { } age ? $"{VerdictWord(found!.Verdict)} {Ago.Text(age)}" : null,
            Left(gate.Stage, state, evidence), state is GateState.Open ? null : renews ?? gate.Opens, gate.Stage)
        {
            Who = state is GateState.Open ? null : renews is null ? facts.Site.OwnerName : "The portal, by itself",
            RunId = found?.RunId,
            BornAt = found?.BornAt,
        };
    }

    // The connection's gate needs nobody where a go-live is scheduled: its test runs by itself an hour before.
    private static string? Renews(EvidenceGate gate, GateFacts facts) =>
        gate.Code == GateCodes.Connection && facts is { Schedule: { TestedAt: null } waiting } && facts.Evidence.Holds(Stage.TestConnection)
            ? $"Tests itself on {SiteClock.Words(waiting.TestAt, facts.Site.TimeZone)}, one hour before the window." : null;

    private static string? Left(Stage stage, GateState state, EvidenceView evidence) =>
        evidence.Left(stage) is not { } left ? null
        : state is GateState.Open ? $"{Ago.Span(left)} left"
        : left < TimeSpan.Zero ? $"over by {Ago.Span(left.Negate())}" : null;

    private static string Explain(Stage stage, GateFacts facts)
    {
        var evidence = facts.Evidence;
        return evidence.Gate(stage) switch
        {
            GateState.Open => $"Proven {In(stage, facts)}for today's settings.{ByTheWindow(stage, facts)}",
            GateState.Closed => "The last run failed.",
            GateState.NotEnoughEvidence when evidence.Of(stage) is not { } found => "This was never run.",
            GateState.NotEnoughEvidence when Elsewhere(stage, facts) is { } other => $"The last run was of {other}, which never counts for {Word(facts.Environment!.Value)}.",
            GateState.NotEnoughEvidence when evidence.Changed(stage) => "The settings have changed since it was proven.",
            GateState.NotEnoughEvidence when evidence.Holds(stage) => "What was proven is too old by now.",
            GateState.NotEnoughEvidence => "The last run could not assess everything that is needed.",
        };
    }

    private static string In(Stage stage, GateFacts facts) =>
        facts.Evidence.Of(stage) is { } found && facts.BornIn.GetValueOrDefault(found.RunId) is { } born ? $"in {Word(born)} " : "";

    private static string? Elsewhere(Stage stage, GateFacts facts) =>
        facts.Evidence.Of(stage) is { } found && facts.BornIn.GetValueOrDefault(found.RunId) is { } born && facts.Environment is { } here && born != here ? Word(born) : null;

    private static string ByTheWindow(Stage stage, GateFacts facts) =>
        stage is not Stage.TestConnection && facts.Window is { } window && facts.Evidence.Of(stage) is { } found
        && EvidenceLife.Of(stage) is var life && life != TimeSpan.MaxValue && found.BornAt + life < window.From
            ? " It will be too old by the window: run it again before." : "";

    internal static string Word(EhrEnvironment environment) => environment switch
    {
        EhrEnvironment.Simulator => "the simulator",
        EhrEnvironment.Sandbox => "the vendor's sandbox",
        EhrEnvironment.NonProduction => "non-production",
        EhrEnvironment.Production => "production",
    };

    private static string VerdictWord(CheckState verdict) => verdict switch
    {
        CheckState.Passed => "passed",
        CheckState.Failed => "failed",
        CheckState.Warning => "passed with a warning",
        CheckState.NotApplicable => "not applicable",
        CheckState.CouldNotAssess => "could not assess",
        CheckState.NotReached => "not reached",
    };
}
