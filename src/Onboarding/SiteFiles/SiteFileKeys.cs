namespace Onboarding.SiteFiles;

/// <summary>The keys of a site file, by object. The JSON schema in docs says the same, and a test holds the two together.</summary>
public static class SiteFileKeys
{
    public static readonly IReadOnlyList<string> Root =
        ["$schema", "name", "vendor", "environment", "fhirBaseUrl", "timeZone", "signIn", "patients", "mapping", "vendorOptions", "load", "consent", "approvals", "allowPrivateNetwork", "organization", "vpnHeartbeat"];

    public static readonly IReadOnlyList<string> SignIn =
        ["method", "clientId", "privateKeyFile", "privateKey", "keyId", "algorithm", "secret", "secretFile", "secretEnv", "tokenUrl", "audience", "scopes"];

    public static readonly IReadOnlyList<string> Patients = ["mrns", "fhirIds", "search"];

    public static readonly IReadOnlyList<string> MappedField = ["expression", "codeMap"];

    public static readonly IReadOnlyList<string> Load = ["peakRequestsPerMinute", "capRequestsPerMinute", "holdSeconds"];

    public static readonly IReadOnlyList<string> Consent = ["agreedBy", "agreedOn", "from", "to", "onCall", "capRequestsPerMinute"];

    public static readonly IReadOnlyList<string> Approval = ["name", "role"];
}
