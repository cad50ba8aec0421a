using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>A factory whose one adapter answers what the test says.</summary>
internal sealed class FakeAdapterFactory(params VendorProfile[] profiles) : IEhrAdapterFactory
{
    public IReadOnlyList<VendorProfile> Profiles => profiles;

    public FakeAdapter Adapter { get; } = new();

    public VendorProfile? FindProfile(string vendor) => profiles.FirstOrDefault(profile => profile.Id == vendor);

    public IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null)
    {
        Adapter.Connection = connection;
        Adapter.Profile = FindProfile(connection.Vendor) ?? throw new ArgumentException("unknown vendor");
        return Adapter;
    }

    public static VendorProfile Profile(string id = "fhir-r4", params (string Field, string[] Places)[] mapping) => new()
    {
        Id = id,
        Name = "Invented EHR",
        Summary = "An EHR for tests.",
        SignInMethods = [SignInMethod.PrivateKeyJwt, SignInMethod.ClientSecretBasic, SignInMethod.None],
        FhirBaseUrl = new() { Key = "fhirBaseUrl", Label = "Base URL", Help = "Where it is.", Required = true },
        ClientId = new() { Key = "clientId", Label = "Client ID", Help = "Who we are." },
        Options = [new() { Key = "practice", Label = "Practice ID", Help = "Digits.", Pattern = "^[0-9]+$" }],
        Search = new(),
        Records = [Record("Encounter"), Record("Condition")],
        Mapping = mapping.ToDictionary(entry => entry.Field, entry => (IReadOnlyList<string>)entry.Places),
    };

    private static RecordSearch Record(string type) => new() { Type = type, Parameters = new Dictionary<string, string> { ["patient"] = "{patient}", ["_count"] = "1" } };
}

/// <summary>Answers healthily until told otherwise.</summary>
internal sealed class FakeAdapter : IEhrAdapter
{
    private bool signedIn;

    public VendorProfile Profile { get; set; } = null!;

    public Connection Connection { get; set; } = null!;

    public EhrResult<CapabilityStatement> Statement { get; set; } = Healthy();

    /// <summary>What the statement is once a sign-in has been made; null leaves it as it was.</summary>
    public EhrResult<CapabilityStatement>? SecondStatement { get; set; }

    public EhrResult<SmartConfiguration> Smart { get; set; } = new SmartConfiguration
    {
        TokenEndpoint = new("https://fhir.example/token"),
        TokenEndpointAuthMethods = ["private_key_jwt"],
        SigningAlgorithms = ["RS384", "ES384"],
        GrantTypes = ["client_credentials"],
    };

    public EhrResult<AccessTokenFacts> Token { get; set; } =
        new AccessTokenFacts(new("https://fhir.example/token"), TimeSpan.FromMinutes(5), ["system/Patient.rs", "system/Encounter.rs", "system/Condition.rs"], ["system/Patient.rs", "system/Encounter.rs", "system/Condition.rs"]);

    public EhrResult<Patient> Read { get; set; } = new Patient { Id = "p1" };

    public EhrResult<IReadOnlyList<Patient>> Found { get; set; } = EhrResults.List(new Patient { Id = "p1" });

    /// <summary>What looking for a kind of record comes to; kinds that are not named are visible.</summary>
    public Dictionary<string, EhrResult<ResourceSample>> Records { get; } = [];

    public List<string> Probed { get; } = [];

    /// <summary>Waited for inside of each look.</summary>
    public Func<Task> DuringProbe { get; set; } = () => Task.CompletedTask;

    public bool Disposed { get; private set; }

    public static CapabilityStatement Healthy() => new()
    {
        FhirVersion = FHIRVersion.N4_0_1,
        Software = new() { Name = "Invented EHR" },
        Rest =
        [
            new()
            {
                Mode = CapabilityStatement.RestfulCapabilityMode.Server,
                Resource = [Listed("Patient", "identifier"), Listed("Encounter", "patient"), Listed("Condition", "patient")],
            },
        ],
    };

    private static CapabilityStatement.ResourceComponent Listed(string type, string parameter) => new()
    {
        Type = type,
        Interaction =
        [
            new() { Code = CapabilityStatement.TypeRestfulInteraction.Read },
            new() { Code = CapabilityStatement.TypeRestfulInteraction.SearchType },
        ],
        SearchParam = [new() { Name = parameter, Type = SearchParamType.Token }],
    };

    public Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken) => Answer(signedIn && SecondStatement is { } second ? second : Statement, cancellationToken);

    public Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken) => Answer(Smart, cancellationToken);

    public Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken)
    {
        signedIn = true;
        return Answer(Token, cancellationToken);
    }

    public Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken) => Answer(Read, cancellationToken);

    public Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken) => Answer(Found, cancellationToken);

    public Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken) => Answer(Found, cancellationToken);

    public async Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken)
    {
        lock (Probed)
            Probed.Add(resourceType);
        await DuringProbe();
        return await Answer(Records.TryGetValue(resourceType, out var set) ? set : new ResourceSample(resourceType, 1, false), cancellationToken);
    }

    public Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken) =>
        Answer<PatientRecords>(new PatientRecords([], 0, false), cancellationToken);

    public Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken) =>
        Answer<Resource>(EhrResults.Failed<Resource>(FindingCodes.Api404Patient), cancellationToken);

    public void Dispose() => Disposed = true;

    private static Task<EhrResult<T>> Answer<T>(EhrResult<T> result, CancellationToken cancellationToken)
        where T : class =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<EhrResult<T>>(cancellationToken) : Task.FromResult(result);
}

internal static class EhrResults
{
    // An interface has no implicit conversion, so a list takes the long way.
    public static EhrResult<IReadOnlyList<Patient>> List(params Patient[] patients) =>
        ((EhrResult<Patient[]>)patients).Select<IReadOnlyList<Patient>>(list => list);

    public static EhrResult<T> Failed<T>(string code)
        where T : class => FindingCatalog.Create(code);
}
