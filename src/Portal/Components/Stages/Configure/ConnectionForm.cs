using EhrAdapters;
using EhrAdapters.Vendors;

namespace Portal.Components.Stages.Configure;

/// <summary>What a person typed about the connection; may be half filled. Never holds a secret or a patient.</summary>
public sealed record ConnectionForm
{
    public string Vendor { get; init; } = "";

    public EhrEnvironment Environment { get; init; } = EhrEnvironment.NonProduction;

    public string BaseUrl { get; init; } = "";

    public SignInMethod Method { get; init; } = SignInMethod.PrivateKeyJwt;

    public string ClientId { get; init; } = "";

    public string KeyId { get; init; } = "";

    public string Algorithm { get; init; } = "RS384";

    public string Scopes { get; init; } = "";

    public string TokenUrl { get; init; } = "";

    public string Audience { get; init; } = "";

    /// <summary>The hospital's name as its EHR writes it.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Host and port inside the hospital's VPN.</summary>
    public string VpnHeartbeat { get; init; } = "";

    public SortedDictionary<string, string> Options { get; init; } = new(StringComparer.Ordinal);

    public static ConnectionForm Of(Connection? stored) => stored is null ? new() : new()
    {
        Vendor = stored.Vendor,
        Environment = stored.Environment,
        BaseUrl = stored.FhirBaseUrl.OriginalString,
        Method = stored.SignIn.Method,
        ClientId = stored.SignIn.ClientId ?? "",
        KeyId = stored.SignIn.KeyId ?? "",
        Algorithm = stored.SignIn.Algorithm,
        Scopes = string.Join(' ', stored.SignIn.Scopes),
        TokenUrl = stored.SignIn.TokenUrl?.OriginalString ?? "",
        Audience = stored.SignIn.Audience ?? "",
        Organization = stored.Organization ?? "",
        VpnHeartbeat = stored.VpnHeartbeat ?? "",
        Options = new(stored.VendorOptions.ToDictionary(), StringComparer.Ordinal),
    };

    /// <summary>The connection to save; null while vendor or address cannot be one.</summary>
    public Connection? ToConnection() =>
        Vendor.Length == 0 || Address(BaseUrl) is not { } url ? null : new()
        {
            Vendor = Vendor,
            Environment = Environment,
            FhirBaseUrl = url,
            Organization = Text(Organization),
            VpnHeartbeat = Text(VpnHeartbeat),
            SignIn = new()
            {
                Method = Method,
                ClientId = Text(ClientId),
                KeyId = Method is SignInMethod.PrivateKeyJwt ? Text(KeyId) : null,
                Algorithm = Algorithm,
                Scopes = Words(Scopes),
                TokenUrl = Address(TokenUrl),
                Audience = Text(Audience),
            },
            VendorOptions = Options.Where(option => !string.IsNullOrWhiteSpace(option.Value)).ToDictionary(option => option.Key, option => option.Value.Trim()),
        };

    /// <summary>The same entries for another vendor: its usual sign-in, and only the options it asks for.</summary>
    public ConnectionForm For(VendorProfile profile) => this with
    {
        Vendor = profile.Id,
        Method = profile.SignInMethods.Contains(Method) && Vendor == profile.Id ? Method : profile.SignInMethods[0],
        Algorithm = profile.Algorithms.Contains(Algorithm) ? Algorithm : profile.Algorithms[0],
        Options = new(profile.Options.Where(option => Options.ContainsKey(option.Key)).ToDictionary(option => option.Key, option => Options[option.Key]), StringComparer.Ordinal),
    };

    public ConnectionForm WithOption(string key, string value) => this with { Options = new(Options, StringComparer.Ordinal) { [key] = value } };

    internal static Uri? Address(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static string? Text(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Words(string text) => text.Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
