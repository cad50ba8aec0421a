using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Controls;

namespace Portal.Components.Styleguide;

/// <summary>Invented figures for the style guide; no page reads them.</summary>
public static class Samples
{
    public const string Zone = "America/Chicago";

    public static Letter Letter { get; } = new(
        "Quillhaven non-production: please check that our client is enabled",
        """
        Today we tried to sign in to your non-production EHR. Everything up to the sign-in worked.
        The sign-in itself was refused, because the EHR did not recognise our client.

        What we ask
        1. Is our client enabled for the non-production instance?
        2. Is our public key registered on it?

        How you can check it yourself
        curl -s https://fhir-np.quillhaven.example/.well-known/smart-configuration
        """);

    public static IReadOnlyList<ResultRow> Rows { get; } =
    [
        Row("Our settings", CheckState.Passed, "6 of 6", "6 of 6", 6),
        Row("Name resolves", CheckState.Passed, "2 addresses", "1 or more", 1),
        Row("Network reaches the EHR", CheckState.Passed, "38 ms", "10 s", 2),
        Row("Certificate is trusted", CheckState.Warning, "valid 24 d", "30 d", 1) with
        {
            Owner = FaultOwner.Hospital, Message = "The certificate ends soon", NextStep = "Tell the hospital when you write next.",
            Explanation = "Renewal is theirs; many renew in the last week.",
        },
        Row("Sign-in with our key", CheckState.Failed, "refused, 164 ms", "accepted", 1) with
        {
            Code = "TOKEN-INVALID-CLIENT", Owner = FaultOwner.Hospital, Confidence = Confidence.Likely, Letter = Letter,
            Message = "The EHR does not accept who we say we are",
            Explanation = "It answers, but does not recognise our client: most often the client is not enabled there yet.",
            NextStep = "Send the letter to the interface analyst.",
            Evidence = [new("Answer", "400, error invalid_client"), new("Key", "ob-2026-10, RS384"), new("A very long fact", new string('x', 180))],
        },
        Row("First authorised read", CheckState.NotReached, null, null, null),
        Row("Encrypted handshake", CheckState.NotApplicable, null, null, null) with { Message = "A simulated hospital speaks http" },
        Row("p99 of reads, with a name that is much longer than the column in which it has to find its place", CheckState.CouldNotAssess, "936 of 1,000", "3.0 s", 936) with
        {
            Message = "64 more requests unlock it", Owner = FaultOwner.NotSure, Margin = "0.4 points",
        },
    ];

    public static IReadOnlyList<StageStep> Steps { get; } =
    [
        new(Stage.Configure, CheckState.Passed, Meta: "4 d old · no one waits", Href: "/styleguide"),
        new(Stage.TestConnection, CheckState.Failed, Current: true, Word: "Failed at sign-in", Meta: "15 min old · waits on you", Href: "/styleguide"),
        new(Stage.MapFields, CheckState.NotReached, Meta: "needs a connection"),
        new(Stage.ValidatePatients, CheckState.NotReached),
        new(Stage.LoadTest, CheckState.NotReached),
        new(Stage.GoLive, CheckState.NotReached),
    ];

    public static IReadOnlyList<StageStep> RunningSteps { get; } =
    [
        .. StageList.All.Take(4).Select(stage => new StageStep(stage, CheckState.Passed, Meta: "12 d old", Href: "/styleguide")),
        new(Stage.LoadTest, CheckState.NotReached, Current: true, Running: true, Word: "6 of 12 min", Meta: "nobody waits", Href: "/styleguide"),
        new(Stage.GoLive, CheckState.NotReached),
    ];

    public static ValidationMatrix Matrix { get; } = new(
        [.. Enumerable.Range(1, 10).Select(number => new MatrixPatient(number, number switch { 5 => "minor", 6 => "over 89", 7 => "closed", _ => "adult" }))],
        [
            Field("id", "Patient id", FieldRequirement.Identity, CheckState.Passed),
            Field("birthDate", "Birth date", FieldRequirement.Identity, CheckState.Passed),
            Field("race", "Race", FieldRequirement.Expected, CheckState.Failed),
            Field("email", "E-mail", FieldRequirement.Optional, CheckState.NotApplicable),
        ],
        []);

    public static IReadOnlyList<GateResult> Gates { get; } =
    [
        new("approvals", "Two approvals", GateState.Closed, "Two people, none of them the requester", "1 of 2", null, "Ask an engineer for the second approval.", Stage.GoLive),
        new("connection", "Connection, at most 24 h old", GateState.NotEnoughEvidence, "Passed", "26 h", "over by 2 h", "Test the connection again.", Stage.TestConnection),
        new("validation", "Ten patients validated, at most 14 d old", GateState.Open, "13 of 13 fields", "6 d", "8 d left", null, Stage.ValidatePatients),
    ];

    public static IReadOnlyList<ScopeNeed> Scopes { get; } =
    [
        new("system/Patient.rs", true, true, [ScopeUse.TestConnection, ScopeUse.MapFields, ScopeUse.ValidatePatients, ScopeUse.LoadTest, ScopeUse.Live]),
        new("system/Encounter.rs", true, false, [ScopeUse.TestConnection, ScopeUse.Live]),
        new("system/Observation.rs", true, null, [ScopeUse.TestConnection]),
        new("system/Condition.rs", false, true, []),
    ];

    private static ResultRow Row(string check, CheckState state, string? measured, string? limit, int? sample) =>
        new() { Code = "SAMPLE", Check = check, State = state, Measured = measured, Limit = limit, Sample = sample };

    private static MatrixField Field(string id, string label, FieldRequirement requirement, CheckState state) => new(
        id, label, requirement, state, state is CheckState.Passed ? 9 : 0, state is CheckState.NotApplicable ? 0 : 9,
        state is CheckState.Passed ? 0.71 : null,
        [.. Enumerable.Range(1, 10).Select(number => number == 7
            ? new MatrixCell(CheckState.CouldNotAssess, "the chart is closed to our user", null, null)
            : new MatrixCell(state, state is CheckState.Failed ? "no entry in the code map" : null, null, null))]);
}
