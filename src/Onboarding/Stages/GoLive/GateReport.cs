using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.GoLive.Drill;

namespace Onboarding.Stages.GoLive;

/// <summary>The gates as they were when somebody looked.</summary>
public sealed record GateReport(IReadOnlyList<GateResult> Gates) : StageDetail
{
    public GateState Overall =>
        Gates.Any(gate => gate.State is GateState.Closed) ? GateState.Closed
        : Gates.Any(gate => gate.State is GateState.NotEnoughEvidence) ? GateState.NotEnoughEvidence
        : GateState.Open;

    [JsonIgnore]
    public IEnumerable<GateResult> Shut => Gates.Where(gate => gate.State is not GateState.Open);

    /// <summary>What an approver looks at: which gates stand how, on which evidence. The approvals themselves are no part of it.</summary>
    [JsonIgnore]
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Gates
        .Where(gate => gate.Code != GateCodes.Approval).Select(gate => $"{gate.Code} {gate.State} {gate.RunId} {gate.BornAt?.UtcTicks}")))))[..16];
}

/// <param name="Opens">What opens it, as an instruction; null where it is open.</param>
/// <param name="Stage">The stage whose evidence it reads.</param>
public sealed record GateResult(string Code, string Title, GateState State, string Explanation, string? Measured, string? Left, string? Opens, Stage? Stage)
{
    /// <summary>Who can open it; null where it is open.</summary>
    public string? Who { get; init; }

    /// <summary>The part of the plan in which it is opened.</summary>
    public PlanPart? Part { get; init; }

    /// <summary>The run that it read.</summary>
    public Guid? RunId { get; init; }

    public DateTimeOffset? BornAt { get; init; }
}

/// <summary>The parts of a plan, as the form shows them.</summary>
public enum PlanPart
{
    Window,
    Units,
    Contacts,
    Tasks,
    Limits,
}

public static class GateCodes
{
    public const string Connection = "GATE-CONNECTION";
    public const string Load = "GATE-LOAD";
    public const string Approval = "GATE-APPROVAL";
    public const string Plan = "GATE-PLAN";
    public const string Drill = DrillStanding.Code;
    public const string Window = "GATE-WINDOW";
    public const string Units = "GATE-UNITS";
    public const string Contacts = "GATE-CONTACTS";
    public const string Routes = "GATE-ROUTES";
    public const string Tasks = "GATE-TASKS";
    public const string Exceptions = "GATE-EXCEPTIONS";
    public const string Keys = "GATE-KEYS";
}
