using EhrAdapters;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Hl7.Fhir.Model;

namespace Benchmarks;

/// <summary>The real adapters, with a count of the requests and of how many ran at once.</summary>
internal sealed class CountedAdapters(IEhrAdapterFactory real) : IEhrAdapterFactory
{
    private int asked;
    private int running;
    private int most;

    public IReadOnlyList<VendorProfile> Profiles => real.Profiles;

    public int Asked => asked;

    public int MostAtOnce => most;

    public VendorProfile? FindProfile(string vendor) => real.FindProfile(vendor);

    public IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null) => new Adapter(this, real.Create(connection, secrets, options));

    private async Task<EhrResult<T>> CountAsync<T>(Task<EhrResult<T>> answer)
        where T : class
    {
        Interlocked.Increment(ref asked);
        var now = Interlocked.Increment(ref running);
        for (var seen = most; now > seen; seen = most)
            Interlocked.CompareExchange(ref most, now, seen);
        try
        {
            return await answer;
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private sealed class Adapter(CountedAdapters count, IEhrAdapter real) : IEhrAdapter
    {
        public VendorProfile Profile => real.Profile;

        public Connection Connection => real.Connection;

        public Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken) => count.CountAsync(real.ReadCapabilityStatementAsync(cancellationToken));

        public Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken) => count.CountAsync(real.ReadSmartConfigurationAsync(cancellationToken));

        public Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken) => count.CountAsync(real.SignInAsync(cancellationToken));

        public Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken) => count.CountAsync(real.ReadPatientAsync(fhirId, cancellationToken));

        public Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken) => count.CountAsync(real.FindPatientsByMrnAsync(mrn, cancellationToken));

        public Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken) => count.CountAsync(real.SearchPatientsAsync(query, limit, cancellationToken));

        public Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken) => count.CountAsync(real.ProbeAsync(resourceType, patientId, cancellationToken));

        public Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken) =>
            count.CountAsync(real.ReadRecordsAsync(resourceType, patientId, limit, cancellationToken));

        public Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken) => count.CountAsync(real.ReadResourceAsync(resourceType, id, cancellationToken));

        public void Dispose() => real.Dispose();
    }
}
