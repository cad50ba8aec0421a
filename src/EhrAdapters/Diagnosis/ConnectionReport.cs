namespace EhrAdapters.Diagnosis;

/// <summary>What the ladder found, one step per rung, in order.</summary>
/// <param name="Steps">Every rung; the ones after the first failure are <see cref="CheckState.NotReached"/>.</param>
public sealed record ConnectionReport(IReadOnlyList<LadderStep> Steps)
{
    /// <summary>The rung that stopped the ladder, or null.</summary>
    public LadderStep? FirstFailure => Steps.FirstOrDefault(step => step.State is CheckState.Failed);
}

/// <summary>One rung of the ladder after it was climbed, or not.</summary>
public sealed record LadderStep
{
    /// <summary>The rung.</summary>
    public required LadderRung Rung { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckState State { get; init; }

    /// <summary>What was measured, short: <c>2 addresses</c>, <c>TLS 1.3</c>, <c>200 in 212 ms</c>.</summary>
    public string? Measured { get; init; }

    /// <summary>The diagnosis, where the state is failed or warning.</summary>
    public Finding? Finding { get; init; }

    /// <summary>What would unlock a rung that could not be assessed.</summary>
    public string? Note { get; init; }

    /// <summary>Facts for the engineer, for passed rungs too.</summary>
    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];
}

/// <summary>The rungs of the connection ladder, bottom first.</summary>
public enum LadderRung
{
    /// <summary>Settings are complete and fit each other; no network call.</summary>
    Settings,

    /// <summary>The host's name resolves.</summary>
    Dns,

    /// <summary>The port accepts a connection.</summary>
    Tcp,

    /// <summary>The encrypted handshake holds; not applicable to a simulated hospital on http.</summary>
    Tls,

    /// <summary>A web answer that is not a login page, a firewall or an error.</summary>
    Http,

    /// <summary>A CapabilityStatement of R4 with what we need.</summary>
    Fhir,

    /// <summary>SMART discovery names a token endpoint and our sign-in method.</summary>
    SmartDiscovery,

    /// <summary>A token was granted with the scopes we need.</summary>
    Token,

    /// <summary>One named patient could be read.</summary>
    PatientRead,
}

/// <summary>Climbs the ladder for one connection.</summary>
public interface IConnectionLadder
{
    /// <summary>Runs every rung in order, stops at the first failure and marks the rest not reached.</summary>
    /// <param name="connection">What to test.</param>
    /// <param name="secrets">The secret half.</param>
    /// <param name="testPatient">A patient the hospital named, for the last rung; null leaves it "could not assess".</param>
    /// <param name="progress">Told after each rung; may be null.</param>
    /// <param name="cancellationToken">Ends the climb.</param>
    Task<ConnectionReport> ClimbAsync(
        Connection connection,
        ConnectionSecrets secrets,
        TestPatient? testPatient,
        IProgress<LadderStep>? progress,
        CancellationToken cancellationToken);
}

/// <summary>One of the patients that the hospital named. Patient data: never logged, never stored in the clear.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Value">The MRN, logical id or search query.</param>
public sealed record TestPatient(TestPatientKind Kind, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"({Kind})";
}

/// <summary>How a test patient is named.</summary>
public enum TestPatientKind
{
    /// <summary>By medical record number.</summary>
    Mrn,

    /// <summary>By FHIR logical id.</summary>
    FhirId,

    /// <summary>By a search that the vendor allows; may name several.</summary>
    Search,
}
