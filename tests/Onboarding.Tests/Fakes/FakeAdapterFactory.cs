using System.Collections.Concurrent;
using EhrAdapters;
using EhrAdapters.Checks;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Fakes;

/// <summary>A hospital in memory: finds patients by any identifier, loosely, as vendors do.</summary>
public sealed class FakeAdapterFactory : IEhrAdapterFactory
{
    private const string SignIn = "sign-in";

    private int signIns;
    private int sends;

    public VendorProfile Profile { get; set; } = new()
    {
        Id = "fhir-r4",
        Name = "Invented EHR",
        Summary = "An EHR for tests.",
        SignInMethods = [SignInMethod.None, SignInMethod.PrivateKeyJwt, SignInMethod.ClientSecretBasic],
        FhirBaseUrl = new() { Key = "fhirBaseUrl", Label = "FHIR base URL", Help = "Where it is.", Required = true },
        ClientId = new() { Key = "clientId", Label = "Client ID", Help = "Who we are.", Required = true },
        Options = [new() { Key = "practice", Label = "Practice", Help = "Digits.", Pattern = "^[0-9]+$" }],
        Search = new() { AllowsListing = true },
        Mapping = new Dictionary<string, IReadOnlyList<string>>(),
    };

    public IReadOnlyList<VendorProfile> Profiles => [Profile];

    public List<Patient> Patients { get; set; } = [];

    /// <summary>The clinical records and whatever they refer to; those of a patient are found by their reference to it.</summary>
    public List<Resource> Records { get; set; } = [];

    /// <summary>What reading a kind of record is refused with, by type.</summary>
    public Dictionary<string, Finding> RecordsRefused { get; } = [];

    /// <summary>What the sign-in is refused with; null where it works.</summary>
    public Finding? SignInRefused { get; set; }

    /// <summary>Called before each read and search, with the number or id asked for.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called as each request goes out, sign-ins included.</summary>
    public Action Sent { get; set; } = () => { };

    /// <summary>What a read by id is refused with; null where it works.</summary>
    public Func<Finding?> ReadRefused { get; set; } = () => null;

    /// <summary>How long a read says that it took.</summary>
    public Func<TimeSpan> Took { get; set; } = () => TimeSpan.Zero;

    public ConcurrentBag<string> Asked { get; } = [];

    public int SignIns => signIns;

    /// <summary>Requests of every kind.</summary>
    public int Sends => sends;

    public VendorProfile? FindProfile(string vendor) => vendor == Profile.Id ? Profile : null;

    /// <summary>What the newest adapter was made for.</summary>
    public Connection? Given { get; private set; }

    public IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null)
    {
        Given = connection;
        return new Adapter(this, connection, options?.BeforeRequest);
    }

    private void Count() => Interlocked.Increment(ref sends);

    private void CountSignIn() => Interlocked.Increment(ref signIns);

    private sealed class Adapter(FakeAdapterFactory hospital, Connection connection, Func<CancellationToken, ValueTask>? beforeRequest) : IEhrAdapter
    {
        public VendorProfile Profile => hospital.Profile;

        public Connection Connection => connection;

        public Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken) =>
            Task.FromResult<EhrResult<CapabilityStatement>>(new CapabilityStatement());

        public Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken) =>
            Task.FromResult<EhrResult<SmartConfiguration>>(new SmartConfiguration());

        public async Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken)
        {
            await AskedAsync(SignIn, cancellationToken);
            return hospital.SignInRefused is { } refused ? refused : new AccessTokenFacts(new("https://ehr.mercy-west.example/token"), TimeSpan.FromMinutes(5), [], []);
        }

        public async Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken)
        {
            await AskedAsync(fhirId, cancellationToken);
            if (hospital.ReadRefused() is { } refused)
                return refused;
            EhrResult<Patient> read = hospital.Patients.Find(patient => patient.Id == fhirId) is { } found ? found : FindingCatalog.Create(FindingCodes.Api404Patient);
            return read with { Elapsed = hospital.Took() };
        }

        public async Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken)
        {
            await AskedAsync(mrn, cancellationToken);
            return List(hospital.Patients.Where(patient => patient.Identifier.Exists(identifier => identifier.Value?.Contains(mrn.TrimStart('0'), StringComparison.Ordinal) is true)));
        }

        public async Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken)
        {
            await AskedAsync(query, cancellationToken);
            return List(hospital.Patients.Take(limit));
        }

        public async Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken)
        {
            await AskedAsync(patientId, cancellationToken);
            return hospital.RecordsRefused.TryGetValue(resourceType, out var refused) ? refused : new ResourceSample(resourceType, 1, false);
        }

        public async Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken)
        {
            await AskedAsync($"{resourceType}?patient={patientId}", cancellationToken);
            if (hospital.RecordsRefused.TryGetValue(resourceType, out var refused))
                return refused;
            var records = hospital.Records.Where(record => record.TypeName == resourceType && RecordOf(record) == $"Patient/{patientId}").ToList();
            return new PatientRecords([.. records.Take(limit).Select(record => new ClinicalRecord(record, ResourceCheck.Of(record).Open))], 0, records.Count > limit);
        }

        public async Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken)
        {
            await AskedAsync($"{resourceType}/{id}", cancellationToken);
            return hospital.Records.Find(record => record.TypeName == resourceType && record.Id == id) is { } found ? found : FindingCatalog.Create(FindingCodes.Api404Patient);
        }

        public void Dispose()
        {
        }

        private static string? RecordOf(Resource record) => record switch
        {
            Encounter encounter => encounter.Subject?.Reference,
            Condition condition => condition.Subject?.Reference,
            Observation observation => observation.Subject?.Reference,
            MedicationRequest request => request.Subject?.Reference,
            AllergyIntolerance allergy => allergy.Patient?.Reference,
            _ => null,
        };

        // The implicit conversion does not reach through an interface.
        private static EhrResult<IReadOnlyList<Patient>> List(IEnumerable<Patient> patients) =>
            ((EhrResult<List<Patient>>)patients.ToList()).Select(list => (IReadOnlyList<Patient>)list);

        private async Task AskedAsync(string what, CancellationToken cancellationToken)
        {
            if (beforeRequest is not null)
                await beforeRequest(cancellationToken);
            hospital.Count();
            hospital.Sent();
            if (what == SignIn)
            {
                hospital.CountSignIn();
                return;
            }

            hospital.Asked.Add(what);
            await hospital.Before(what);
        }
    }
}
