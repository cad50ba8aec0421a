using System.Net;
using EhrAdapters.Http;
using EhrAdapters.SignIn;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>One climb: what it needs and what lower rungs left for higher ones.</summary>
internal sealed class Climb(Connection connection, ConnectionSecrets secrets, TestPatient? testPatient, EhrAdapterOptions limits, TimeProvider time)
{
    public Connection Connection { get; } = connection;

    public ConnectionSecrets Secrets { get; } = secrets;

    public TestPatient? TestPatient { get; } = testPatient;

    public EhrAdapterOptions Limits { get; } = limits;

    public TimeProvider Time { get; } = time;

    public OutboundGuard Guard { get; } = new(connection.AllowPrivateNetwork);

    public FindingWords Words { get; } = new(connection, limits.EgressAddresses);

    public Network Network { get; init; } = Network.System;

    /// <summary>What we know of our own side: control address, time server, outgoing addresses.</summary>
    public OurSide OurSide { get; init; } = new();

    /// <summary>What the last good run saw.</summary>
    public ConnectionBaseline? LastGood { get; init; }

    /// <summary>Where hospitals fetch our public keys; null where none are published.</summary>
    public Uri? PublicKeysUrl { get; init; }

    /// <summary>Every address that the host's name leads to.</summary>
    public IReadOnlyList<IPAddress> Resolved { get; set; } = [];

    /// <summary>The addresses that we may call. Pinned: the rungs below HTTP call these and look nothing up again.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    /// <summary>The first address that accepted a connection.</summary>
    public IPEndPoint? Reachable { get; set; }

    /// <summary>The server's certificate; null before the handshake and on plain http.</summary>
    public ServerCertificate? Certificate { get; set; }

    public CapabilityStatement? Statement { get; set; }

    public EhrResult<CapabilityStatement>? StatementAnswer { get; set; }

    public SmartConfiguration? Smart { get; set; }

    /// <summary>Where tokens are asked for, as soon as that is known; null once it is sure that this climb finds none.</summary>
    public TaskCompletionSource<Uri?> TokenEndpoint { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The facts of the token that was granted.</summary>
    public AccessTokenFacts? Token { get; set; }

    /// <summary>Scopes asked, granted and needed.</summary>
    public IReadOnlyList<ScopeNeed> Scopes { get; set; } = [];

    /// <summary>What we check of ourselves offline, beside the climb.</summary>
    public Task<IReadOnlyList<SelfCheck>> Ourselves { get; set; } = Task.FromResult<IReadOnlyList<SelfCheck>>([]);

    /// <summary>The logical id of the patient that was read, for the rung that looks for its records. Patient data: never shown.</summary>
    public string? PatientId { get; set; }

    /// <summary>What a later look made of an earlier rung; takes its place in the report.</summary>
    public LadderStep? SecondLook { get; set; }

    public string Host => Connection.FhirBaseUrl.IdnHost;

    public int Port => Connection.FhirBaseUrl.Port;

    /// <summary>The one way to a socket for the rungs' own probes.</summary>
    public GuardedDialer Dialer(TimeSpan? lookUpLimit = null) => new(Guard, Network, lookUpLimit ?? Limits.ConnectTimeout, Time);

    public static LadderStep Passed(LadderRung rung, string measured, IReadOnlyList<EvidenceItem>? evidence = null, string? note = null) =>
        new() { Rung = rung, State = CheckState.Passed, Measured = measured, Evidence = evidence ?? [], Note = note };

    public static LadderStep Of(LadderRung rung, Finding finding, string? measured = null, IReadOnlyList<EvidenceItem>? evidence = null) =>
        new() { Rung = rung, State = finding.State, Measured = measured ?? Answered(evidence ?? finding.Evidence), Finding = finding, Evidence = evidence ?? finding.Evidence };

    // A refusing answer is a measure too; it stands in its facts.
    private static string? Answered(IReadOnlyList<EvidenceItem> facts) =>
        Fact(facts, "HTTP status") is not { } status ? null : Fact(facts, "Whole answer") is { } time ? $"{status} in {time}" : status;

    private static string? Fact(IReadOnlyList<EvidenceItem> facts, string name) => facts.FirstOrDefault(item => item.Name == name)?.Value;

    public static LadderStep NotApplicable(LadderRung rung, string note) =>
        new() { Rung = rung, State = CheckState.NotApplicable, Note = note };

    /// <summary>A finding with the connection's own words.</summary>
    public Finding Find(string code, IReadOnlyList<EvidenceItem> evidence, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var filled = Words.Connection();
        foreach (var (name, value) in more)
            filled[name] = value;
        return FindingCatalog.Create(code, evidence, filled);
    }

    public static string Milliseconds(TimeSpan elapsed) => $"{Math.Max(0, Math.Round(elapsed.TotalMilliseconds)):0} ms";

    /// <summary>A limit on one network step, by the injected clock, that also ends with the caller.</summary>
    public async Task<bool> WithinAsync(TimeSpan limit, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await work(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>What a handshake showed of the server's certificate, for the next run and for the checks of ourselves.</summary>
internal sealed record ServerCertificate(string Sha256, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
