using EhrSimulator.Patients;
using EhrSimulator.SignIn;
using EhrSimulator.Traffic;
using EhrSimulator.Vendors;

namespace EhrSimulator.Hospitals;

/// <summary>One running simulated hospital: its facts, its patients, its clients and how its dials stand.</summary>
internal sealed class Hospital
{
    private readonly Lazy<PatientStore> patients;
    private readonly Lazy<ReadyClient> ready;
    private volatile Dials dials = new();
    private int tokenRequests;

    public Hospital(HospitalProfile profile, VendorApi vendor)
    {
        Profile = profile;
        Vendor = vendor;
        patients = new(() => new(vendor.Patients(profile, PersonGenerator.Generate(profile))));
        ready = new(() => ReadyClient.For(profile));
        Meter = new(profile.Slug);
        TokenMeter = new(profile.Slug + "/token");
        Clients = new(profile, () => ready.Value);
    }

    public HospitalProfile Profile { get; }
    public VendorApi Vendor { get; }
    public PatientStore Patients => patients.Value;
    public ClientRegister Clients { get; }
    public TokenStore Tokens { get; private set; } = new();
    public PageStore Pages { get; } = new();
    public RequestMeter Meter { get; private set; }
    public RequestMeter TokenMeter { get; private set; }

    /// <summary>How often the token endpoint was asked since the start or the last reset, whatever it answered.</summary>
    public int TokenRequests => Volatile.Read(ref tokenRequests);

    public void CountTokenRequest() => Interlocked.Increment(ref tokenRequests);

    /// <summary>The client of the ready site file, known to the hospital from the start.</summary>
    public ReadyClient Ready => ready.Value;

    public Dials Dials
    {
        get => dials;
        set => dials = value;
    }

    public void Reset()
    {
        Dials = new();
        Clients.Clear();
        Interlocked.Exchange(ref tokenRequests, 0);
        Tokens = new();
        Meter = new(Profile.Slug);
        TokenMeter = new(Profile.Slug + "/token");
    }
}
