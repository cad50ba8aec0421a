using EhrAdapters.Vendors;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;
using Patient = Hl7.Fhir.Model.Patient;
using Resource = Hl7.Fhir.Model.Resource;

namespace EhrAdapters;

/// <summary>
/// One hospital's EHR, whatever its vendor. Every answer is FHIR R4 in the Firely SDK's model; past this edge nothing
/// knows the vendor. Nothing here throws for what a server does: refusals, faults and nonsense come back as findings.
/// Instances are safe for concurrent use, share one access token and are disposed when the work is done.
/// </summary>
public interface IEhrAdapter : IDisposable
{
    /// <summary>What is true of every site of this vendor.</summary>
    VendorProfile Profile { get; }

    /// <summary>The connection this adapter was made for.</summary>
    Connection Connection { get; }

    /// <summary>
    /// Reads <c>{base}/metadata</c> without credentials (FHIR R4, capabilities interaction); where a gateway guards even that and
    /// a sign-in has succeeded before, with the token.
    /// </summary>
    Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken);

    /// <summary>Reads <c>{base}/.well-known/smart-configuration</c> (SMART App Launch 2.2.0, conformance).</summary>
    Task<EhrResult<SignIn.SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken);

    /// <summary>Makes sure there is a living access token and tells its facts, never the token itself.</summary>
    Task<EhrResult<SignIn.AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken);

    /// <summary>Reads one patient by logical id (FHIR R4, read interaction).</summary>
    Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken);

    /// <summary>
    /// Looks a patient up by medical record number in the vendor's way. Vendors match loosely and several pools may hold
    /// the same number, so every candidate comes back; the caller compares with the mapped MRN.
    /// </summary>
    Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken);

    /// <summary>Searches patients with a query such as <c>family=Okafor&amp;birthdate=1971-02-09</c>, following pages up to <paramref name="limit"/>.</summary>
    Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Asks once whether records of one kind are visible for a patient, by the recipe of the vendor's profile. Brings back counts
    /// and findings, never a record.
    /// </summary>
    /// <param name="resourceType">A FHIR resource type, such as <c>Encounter</c>.</param>
    /// <param name="patientId">The patient's logical id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the records of one kind of one patient, by the recipes of the vendor's profile (several recipes are one answer without
    /// duplicates), following pages up to <paramref name="limit"/>. What the SDK cannot parse of a record comes back as data beside
    /// it; outcome entries are no records but warnings. A search that is refused is a finding, also where another one succeeded.
    /// </summary>
    /// <param name="resourceType">A FHIR resource type, such as <c>Encounter</c>.</param>
    /// <param name="patientId">The patient's logical id.</param>
    /// <param name="limit">Records to bring at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken);

    /// <summary>Reads one resource of any type by logical id (FHIR R4, read interaction), such as what a record refers to.</summary>
    /// <param name="resourceType">A FHIR resource type, such as <c>Practitioner</c>.</param>
    /// <param name="id">The logical id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken);
}

/// <summary>Makes adapters. The only place that knows which vendors exist.</summary>
public interface IEhrAdapterFactory
{
    /// <summary>Every vendor profile, in the order a person should see them.</summary>
    IReadOnlyList<VendorProfile> Profiles { get; }

    /// <summary>The profile with this id, or null.</summary>
    VendorProfile? FindProfile(string vendor);

    /// <summary>The adapter for a connection. Makes no network call.</summary>
    /// <exception cref="ArgumentException">The connection names a vendor that does not exist.</exception>
    IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null);
}

/// <summary>Limits that the caller sets for one piece of work.</summary>
public sealed record EhrAdapterOptions
{
    /// <summary>Retries of a read after a passing fault; a load generator sets 0 so that nothing is hidden.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Longest wait for a connection (diagnosis.md: 10 s).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for one whole answer (diagnosis.md: 30 s).</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From which wait for the first byte on a server that works counts as slow (5 s by default).</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Largest body that is read, in bytes after decompression.</summary>
    public long MaxBodyBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Our outgoing addresses, as hospitals see them, for the sentences that name them; see <see cref="Diagnosis.OurSide"/>.</summary>
    public IReadOnlyList<string> EgressAddresses { get; init; } = [];

    /// <summary>
    /// Awaited before every request that goes out: sign-ins, discovery, redirects, further pages and retries included, so that
    /// whoever has a cap to keep sees them all. Null where nobody counts.
    /// </summary>
    public Func<CancellationToken, ValueTask>? BeforeRequest { get; init; }
}
