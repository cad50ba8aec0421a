using System.Net.Http;
using EhrAdapters.Http;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using EhrAdapters.Vendors.Athenahealth;
using EhrAdapters.Vendors.Epic;
using EhrAdapters.Vendors.FhirR4;
using EhrAdapters.Vendors.Meditech;
using EhrAdapters.Vendors.OracleHealth;

namespace EhrAdapters;

/// <inheritdoc cref="IEhrAdapterFactory"/>
public sealed class EhrAdapterFactory : IEhrAdapterFactory
{
    // The only list of vendors. A new one is a folder with a profile, an adapter where the profile is not enough, and a line here.
    private static readonly Vendor[] Vendors =
    [
        new("Epic", context => new EpicAdapter(context)),
        new("OracleHealth", context => new OracleHealthAdapter(context)),
        new("Meditech", context => new MeditechAdapter(context)),
        new("Athenahealth", context => new AthenahealthAdapter(context)),
        new("FhirR4", context => new FhirR4Adapter(context)),
    ];

    private readonly TimeProvider time;
    private readonly Func<Connection, ConnectionSecrets, EhrAdapterOptions, HttpMessageHandler> createHandler;
    private readonly AttemptLimit attempts;
    private readonly SecretHabits habits = new();

    /// <summary>A factory whose adapters call real servers, guarded.</summary>
    /// <param name="time">The clock for tokens, time-outs and retries.</param>
    /// <param name="attempts">Remembers refused sign-ins; null remembers them for as long as the factory lives.</param>
    public EhrAdapterFactory(TimeProvider time, ISignInAttempts? attempts = null)
        : this(time, Network.System, attempts)
    {
    }

    internal EhrAdapterFactory(TimeProvider time, Network network, ISignInAttempts? attempts = null)
        : this(time, (connection, secrets, options) => HandlerFactory.Create(connection, secrets, options, time, network), attempts)
    {
    }

    internal EhrAdapterFactory(TimeProvider time, Func<Connection, EhrAdapterOptions, HttpMessageHandler> createHandler, ISignInAttempts? attempts = null)
        : this(time, (connection, _, options) => createHandler(connection, options), attempts)
    {
    }

    internal EhrAdapterFactory(TimeProvider time, Func<Connection, ConnectionSecrets, EhrAdapterOptions, HttpMessageHandler> createHandler, ISignInAttempts? attempts = null)
    {
        this.time = time;
        this.attempts = new AttemptLimit(attempts ?? new InMemorySignInAttempts(time), time);
        this.createHandler = createHandler;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VendorProfile> Profiles { get; } = [.. Vendors.Select(vendor => vendor.Profile)];

    /// <inheritdoc/>
    public VendorProfile? FindProfile(string vendor) => Profiles.FirstOrDefault(profile => profile.Id == vendor);

    /// <inheritdoc/>
    public IEhrAdapter Create(Connection connection, ConnectionSecrets secrets, EhrAdapterOptions? options = null)
    {
        var vendor = Array.Find(Vendors, vendor => vendor.Profile.Id == connection.Vendor)
            ?? throw new ArgumentException($"There is no vendor '{connection.Vendor}'.", nameof(connection));
        var limits = options ?? new EhrAdapterOptions();
        return vendor.Create(new AdapterContext(vendor.Profile, connection, secrets, limits, createHandler(connection, secrets, limits), time, attempts, habits));
    }

    private sealed class Vendor(string folder, Func<AdapterContext, IEhrAdapter> create)
    {
        public VendorProfile Profile { get; } = VendorProfiles.Read(folder);

        public Func<AdapterContext, IEhrAdapter> Create { get; } = create;
    }
}
