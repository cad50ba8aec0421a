using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace LiveTraffic.Tests.Support;

/// <summary>A hospital in memory that can be taken down, and counts the adapters made for it.</summary>
internal sealed class FakeHospital : IEhrAdapterFactory
{
    public List<Patient> Patients { get; } = [];

    /// <summary>What every call is answered with while it is set.</summary>
    public Finding? Down { get; set; }

    /// <summary>Set when somebody asked a hospital that never answers; null for one that does.</summary>
    public TaskCompletionSource? Silent { get; set; }

    /// <summary>Who is answered with, whoever was asked for; null in a hospital that knows its patients.</summary>
    public Patient? Swapped { get; set; }

    public int Made { get; private set; }

    /// <summary>What the newest adapter was made for.</summary>
    public Connection? Given { get; private set; }

    public int Disposed { get; private set; }

    public IReadOnlyList<VendorProfile> Profiles => [];

    public VendorProfile? FindProfile(string vendor) => null;

    public IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null)
    {
        Made++;
        Given = connection;
        return new Adapter(this, connection);
    }

    public static Patient Patient(string id, string mrn) => new()
    {
        Id = id,
        Identifier = [new("urn:oid:2.999.7.1", mrn)],
        Name = [new() { Family = "Okonjo", Given = ["Wren", "Ida"] }],
        Gender = AdministrativeGender.Female,
        BirthDate = "1971-02-09",
    };

    private sealed class Adapter(FakeHospital hospital, Connection connection) : IEhrAdapter
    {
        public VendorProfile Profile => throw new NotSupportedException();

        public Connection Connection => connection;

        public Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken) =>
            Answer(new CapabilityStatement());

        public Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken) =>
            Answer(new SmartConfiguration());

        public Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken) =>
            Answer(new AccessTokenFacts(new("https://ehr.example.org/token"), TimeSpan.FromMinutes(5), [], []));

        public async Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken)
        {
            if (hospital.Silent is { } asked)
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return await FindAsync(fhirId);
        }

        private Task<EhrResult<Patient>> FindAsync(string fhirId) =>
            (hospital.Swapped ?? hospital.Patients.Find(patient => patient.Id == fhirId)) is { } found
                ? Answer(found)
                : Task.FromResult<EhrResult<Patient>>(hospital.Down ?? FindingCatalog.Create(FindingCodes.Api404Patient));

        public async Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken)
        {
            if (hospital.Swapped is { } swapped)
                return new List<Patient> { swapped };
            // Loosely, as vendors do.
            var found = await Answer(hospital.Patients.Where(patient => patient.Identifier.Exists(identifier => identifier.Value?.StartsWith(mrn, StringComparison.Ordinal) is true)).ToList());
            return found.Select<IReadOnlyList<Patient>>(list => list);
        }

        public Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken) =>
            Answer(new ResourceSample(resourceType, 1, false));

        public Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken) =>
            Answer(new PatientRecords([], 0, false));

        public Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public void Dispose() => hospital.Disposed++;

        private Task<EhrResult<T>> Answer<T>(T value)
            where T : class => Task.FromResult(hospital.Down is { } down ? (EhrResult<T>)down : value);
    }
}
