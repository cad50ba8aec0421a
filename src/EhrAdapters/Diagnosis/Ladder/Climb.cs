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

    public FindingWords Words { get; } = new(connection);

    /// <summary>The addresses that we may call.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    /// <summary>The first address that accepted a connection.</summary>
    public IPEndPoint? Reachable { get; set; }

    public CapabilityStatement? Statement { get; set; }

    public EhrResult<CapabilityStatement>? StatementAnswer { get; set; }

    public SmartConfiguration? Smart { get; set; }

    /// <summary>The logical id of the patient that was read, for the rung that looks for its records. Patient data: never shown.</summary>
    public string? PatientId { get; set; }

    /// <summary>What a later look made of an earlier rung; takes its place in the report.</summary>
    public LadderStep? SecondLook { get; set; }

    public string Host => Connection.FhirBaseUrl.IdnHost;

    public int Port => Connection.FhirBaseUrl.Port;

    public static LadderStep Passed(LadderRung rung, string measured, IReadOnlyList<EvidenceItem>? evidence = null, string? note = null) =>
        new() { Rung = rung, State = CheckState.Passed, Measured = measured, Evidence = evidence ?? [], Note = note };

    public static LadderStep Of(LadderRung rung, Finding finding, string? measured = null, IReadOnlyList<EvidenceItem>? evidence = null) =>
        new() { Rung = rung, State = finding.State, Measured = measured, Finding = finding, Evidence = evidence ?? finding.Evidence };

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
