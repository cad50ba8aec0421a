namespace EhrAdapters.Diagnosis;

/// <summary>What the ladder found, one step per rung, in order.</summary>
/// <param name="Steps">Every rung; the ones after the first failure are <see cref="CheckState.NotReached"/>.</param>
public sealed record ConnectionReport(IReadOnlyList<LadderStep> Steps)
{
    /// <summary>The rung that stopped the ladder, or null.</summary>
    public LadderStep? FirstFailure => Steps.FirstOrDefault(step => step.State is CheckState.Failed);

    /// <summary>What we checked of ourselves before blaming anybody: clock, network, key pair, published keys, address and audience.</summary>
    public IReadOnlyList<SelfCheck> SelfChecks { get; init; } = [];

    /// <summary>Scopes asked for, granted and needed per stage; empty where there is no sign-in or no token was granted. A refused scope leaves the granted column open.</summary>
    public IReadOnlyList<ScopeNeed> Scopes { get; init; } = [];

    /// <summary>Whose software answers, where that can be told; null where it cannot.</summary>
    public VendorRecognition? Recognised { get; init; }

    /// <summary>What the next run compares itself with; null where the network rungs were not passed.</summary>
    public ConnectionBaseline? Baseline { get; init; }
}

/// <summary>One cross-check of ourselves. A fault of ours is said to be ours.</summary>
public sealed record SelfCheck
{
    /// <summary>What was checked.</summary>
    public required SelfCheckKind Kind { get; init; }

    /// <summary>How it ended; could not assess where nothing outside could be asked.</summary>
    public required CheckState State { get; init; }

    /// <summary>What was measured, short: <c>0.2 s apart</c>, <c>RSA, 3072 bits</c>.</summary>
    public string? Measured { get; init; }

    /// <summary>The diagnosis, where the state is failed or warning.</summary>
    public Finding? Finding { get; init; }

    /// <summary>What would unlock it, or why it does not apply.</summary>
    public string? Note { get; init; }

    /// <summary>Facts for the engineer.</summary>
    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];
}

/// <summary>What we check of ourselves.</summary>
public enum SelfCheckKind
{
    /// <summary>Our clock against a time server.</summary>
    Clock,

    /// <summary>Our way out, by a control address.</summary>
    Network,

    /// <summary>Our private key: readable, long enough, fit for the algorithm, and the half of what we publish.</summary>
    KeyPair,

    /// <summary>Our JWKS answers at its public address and holds the key that we sign with.</summary>
    PublishedKeys,

    /// <summary>The assertion: <c>aud</c> equals the token endpoint, <c>exp − iat</c> at most five minutes, <c>jti</c> unique.</summary>
    Assertion,
}

/// <summary>One scope in the matrix of asked, granted and needed.</summary>
/// <param name="Scope">The scope in SMART's second spelling, such as <c>system/Patient.rs</c>.</param>
/// <param name="Asked">True where we asked for it.</param>
/// <param name="Granted">True where it was granted, in either spelling; null where the server does not say.</param>
/// <param name="NeededFor">The stages that need it, as <see cref="ScopeUse"/>.</param>
public sealed record ScopeNeed(string Scope, bool Asked, bool? Granted, IReadOnlyList<ScopeUse> NeededFor);

/// <summary>What a scope is needed for.</summary>
public enum ScopeUse
{
    /// <summary>The connection test.</summary>
    TestConnection,

    /// <summary>Mapping the hospital's fields.</summary>
    MapFields,

    /// <summary>Validating ten patients.</summary>
    ValidatePatients,

    /// <summary>The load test.</summary>
    LoadTest,

    /// <summary>Traffic after go-live.</summary>
    Live,
}

/// <summary>Whose software answers, from the CapabilityStatement, the SMART configuration and the address.</summary>
/// <param name="Vendor">The vendor profile's id.</param>
/// <param name="Name">The vendor's name.</param>
/// <param name="Signs">What gave it away, as facts: <c>software.name is Epic</c>.</param>
public sealed record VendorRecognition(string Vendor, string Name, IReadOnlyList<string> Signs);

/// <summary>What a good run saw of the network, for the next one to compare with (DNS-CHANGED, TLS-PIN-CHANGED).</summary>
public sealed record ConnectionBaseline
{
    /// <summary>When it was seen.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The host's addresses, sorted.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>SHA-256 of the server's certificate, hex; null on plain http.</summary>
    public string? CertificateSha256 { get; init; }

    /// <summary>The issuer of the server's certificate.</summary>
    public string? CertificateIssuer { get; init; }

    /// <summary>When the server's certificate runs out.</summary>
    public DateTimeOffset? CertificateNotAfter { get; init; }

    /// <summary>The server's software and its version, as its CapabilityStatement names them.</summary>
    public string? Software { get; init; }

    /// <summary>The token endpoint.</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>The scopes that were granted, sorted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
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

    /// <summary>The kinds of clinical records that we need are visible for that patient, each tried; refused ones are named and the others go on.</summary>
    DataVisible,
}

/// <summary>Climbs the ladder for one connection.</summary>
public interface IConnectionLadder
{
    /// <summary>Runs every rung in order, stops at the first failure and marks the rest not reached.</summary>
    /// <param name="request">What to test, and with what.</param>
    /// <param name="progress">Told after each rung; may be null.</param>
    /// <param name="cancellationToken">Ends the climb.</param>
    Task<ConnectionReport> ClimbAsync(ClimbRequest request, IProgress<LadderStep>? progress, CancellationToken cancellationToken);
}

/// <summary>What a climb works with.</summary>
/// <param name="Connection">What to test.</param>
/// <param name="Secrets">The secret half.</param>
public sealed record ClimbRequest(Connection Connection, ConnectionSecrets Secrets)
{
    /// <summary>A patient the hospital named, for the last rungs; null leaves them "could not assess".</summary>
    public TestPatient? TestPatient { get; init; }

    /// <summary>What the last good run saw; null where there was none.</summary>
    public ConnectionBaseline? LastGood { get; init; }

    /// <summary>Where hospitals fetch our public keys; null where none are published.</summary>
    public Uri? PublicKeysUrl { get; init; }
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
