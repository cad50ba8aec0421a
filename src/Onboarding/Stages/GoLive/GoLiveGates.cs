using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive;

/// <summary>One gate that reads a stage's evidence.</summary>
/// <param name="Opens">What to do where it is not open, as an instruction.</param>
internal sealed record EvidenceGate(string Code, Stage Stage, string Title, string Opens);

/// <summary>Every gate on the way to live. They read living evidence and approvals, never a flag.</summary>
public sealed class GoLiveGates(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    private static readonly IReadOnlyList<EvidenceGate> Table =
    [
        new("GATE-CONFIGURE", Stage.Configure, "Configuration is complete", "Complete the configuration and pass its checks."),
        new("GATE-CONNECTION", Stage.TestConnection, "The connection works, proven today", "Run the connection test again; it must pass and be younger than 24 hours."),
        new("GATE-MAPPING", Stage.MapFields, "Every needed field is mapped", "Map every needed field, save the mapping and pass its check."),
        new("GATE-PATIENTS", Stage.ValidatePatients, "Ten patients are validated", "Validate the ten patients again; it must pass and be younger than 14 days."),
        new("GATE-LOAD", Stage.LoadTest, "The hospital bears the load", "Run the load test again; it must pass and be younger than 30 days."),
    ];

    /// <summary>All gates as they are now; none where there is no such site.</summary>
    public async Task<GateReport> EvaluateAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return new([]);
        var now = time.GetUtcNow();
        var evidence = await db.EvidenceOfAsync(site, now, cancellationToken);
        var approval = await db.ApprovalOfAsync(site, now, cancellationToken);
        return new([.. Table.Select(gate => Judge(gate, evidence)), Judge(approval, now)]);
    }

    internal static GateResult Judge(EvidenceGate gate, EvidenceView evidence)
    {
        var state = evidence.Gate(gate.Stage);
        return new(
            gate.Code, gate.Title, state, Explain(gate.Stage, evidence),
            evidence.Age(gate.Stage) is { } age ? $"{VerdictWord(evidence.Of(gate.Stage)!.Verdict)} {Ago.Text(age)}" : null,
            state is GateState.Open && evidence.Left(gate.Stage) is { } left ? $"{Ago.Span(left)} left" : null,
            state is GateState.Open ? null : gate.Opens, gate.Stage);
    }

    internal static GateResult Judge(ApprovalStatus approval, DateTimeOffset now)
    {
        const string Code = "GATE-APPROVAL", Title = "A second person approves";
        if (approval.Request is not { } request)
            return new(Code, Title, GateState.NotEnoughEvidence, "Nobody has asked for the approval of these settings yet.", null, null, "Ask a second person with another role for their approval.", Stage.GoLive);
        if (!approval.IsApproved)
            return new(Code, Title, GateState.NotEnoughEvidence, $"{request.ActorName} asked {Ago.Text(now - request.At)}; nobody has approved yet.", null, null, "Let a second person with another role approve.", Stage.GoLive);
        var newest = approval.Approvals[^1];
        return new(
            Code, Title, GateState.Open, $"{newest.ActorName} ({newest.Role}) approved what {request.ActorName} asked for.",
            $"approved {Ago.Text(now - newest.At)}", $"{Ago.Span(newest.At + Approvals.Life - now)} left", null, Stage.GoLive);
    }

    private static string Explain(Stage stage, EvidenceView evidence) => evidence.Gate(stage) switch
    {
        GateState.Open => "Proven for today's settings.",
        GateState.Closed => "The last run failed.",
        GateState.NotEnoughEvidence when evidence.Of(stage) is null => "This was never run.",
        GateState.NotEnoughEvidence when evidence.Changed(stage) => "The settings have changed since it was proven.",
        GateState.NotEnoughEvidence when evidence.Holds(stage) => "What was proven is too old by now.",
        GateState.NotEnoughEvidence => "The last run could not assess everything that is needed.",
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
