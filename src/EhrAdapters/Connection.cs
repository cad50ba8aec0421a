namespace EhrAdapters;

/// <summary>How to reach one environment of a hospital's EHR. Holds no secret; see <see cref="ConnectionSecrets"/>.</summary>
public sealed record Connection
{
    /// <summary>The vendor profile's id: <c>epic</c>, <c>oracle-health</c>, <c>meditech</c>, <c>athenahealth</c> or <c>fhir-r4</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>Which of the hospital's environments this is. Evidence from one never counts for another.</summary>
    public required EhrEnvironment Environment { get; init; }

    /// <summary>The FHIR R4 service base URL, without <c>/metadata</c>, query or fragment (FHIR R4, RESTful API, 3.1.0.1.2).</summary>
    public required Uri FhirBaseUrl { get; init; }

    /// <summary>How we prove who we are.</summary>
    public SignInSettings SignIn { get; init; } = new();

    /// <summary>What only this vendor asks for, by the profile's option key, such as <c>practice</c> or <c>mrnSystem</c>.</summary>
    public IReadOnlyDictionary<string, string> VendorOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The hospital's name as its EHR writes it, such as the display of <c>Patient.managingOrganization</c>. Where it is set,
    /// records that name another organisation stop the ladder (API-WRONG-SITE); null leaves that unchecked.
    /// </summary>
    public string? Organization { get; init; }

    /// <summary>
    /// Host and port of an address inside the hospital's VPN that answers whenever the tunnel is up, such as
    /// <c>10.20.0.1:443</c>; null where there is no VPN. Tells VPN-DOWN from VPN-UP-NO-ROUTE.
    /// </summary>
    public string? VpnHeartbeat { get; init; }

    /// <summary>
    /// Certificates, PEM, of private authorities that two people approved for this site. Trusted beside the public ones, for
    /// this connection only. Filled in by whoever opens the connection; not a setting that a form holds.
    /// </summary>
    public IReadOnlyList<string> TrustedAuthorities { get; init; } = [];

    /// <summary>
    /// Host names, IP addresses or networks inside private ranges that an administrator allowed. Filled in by whoever opens the
    /// connection, from the allow-list entries that live at that moment. Empty for most sites.
    /// </summary>
    public IReadOnlyList<string> AllowPrivateNetwork { get; init; } = [];

    /// <summary>The value of a vendor option, or null where it was not given or is blank.</summary>
    public string? Option(string key) =>
        VendorOptions.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}

/// <summary>The kinds of environment a hospital offers.</summary>
public enum EhrEnvironment
{
    /// <summary>A simulated hospital of ours.</summary>
    Simulator,

    /// <summary>The vendor's public sandbox.</summary>
    Sandbox,

    /// <summary>The hospital's own test environment.</summary>
    NonProduction,

    /// <summary>Real patients.</summary>
    Production,
}
