using System.Security.Cryptography;
using EhrAdapters.Diagnosis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.SignIn;

/// <summary>Signs client assertions (RFC 7523; SMART App Launch 2.2.0, client-confidential-asymmetric).</summary>
internal sealed class ClientAssertion : IDisposable
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // Five minutes are the most that servers allow between iat and exp; a minute less leaves room for their clock.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BackDate = TimeSpan.FromSeconds(5);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly AsymmetricAlgorithm key;
    private readonly SigningCredentials credentials;
    private readonly SignInSettings settings;
    private readonly string thumbprint;

    private ClientAssertion(AsymmetricAlgorithm key, SignInSettings settings)
    {
        this.key = key;
        this.settings = settings;
        var jwk = PublicJwk.From(key, string.IsNullOrWhiteSpace(settings.KeyId) ? null : settings.KeyId);
        thumbprint = jwk.Thumbprint;
        SecurityKey security = key is RSA rsa ? new RsaSecurityKey(rsa) : new ECDsaSecurityKey((ECDsa)key);
        security.KeyId = jwk.KeyId;
        // The shared cache would keep a provider over a key that we dispose.
        credentials = new SigningCredentials(security, settings.Algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
    }

    /// <summary>The signer for a connection, or what is wrong with its settings.</summary>
    public static EhrResult<ClientAssertion> Create(SignInSettings settings, ConnectionSecrets secrets)
    {
        if (SigningKeys.Check(secrets.PrivateKeyPem, settings.Algorithm) is { } finding)
            return finding;
        return new ClientAssertion(SigningKeys.Read(secrets.PrivateKeyPem!)!, settings);
    }

    /// <summary>The <c>iat</c> of an assertion signed at this moment.</summary>
    public static DateTimeOffset IssuedAt(DateTimeOffset now) => now - BackDate;

    /// <summary>One fresh assertion: its <c>jti</c> is never used again.</summary>
    /// <param name="tokenEndpoint">The <c>aud</c>, unless the settings override it.</param>
    /// <param name="now">The time as the server sees it.</param>
    public string Sign(Uri tokenEndpoint, DateTimeOffset now) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        SigningCredentials = credentials,
        TokenType = "JWT",
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Iss] = settings.ClientId!,
            [JwtRegisteredClaimNames.Sub] = settings.ClientId!,
            [JwtRegisteredClaimNames.Aud] = Audience(tokenEndpoint),
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            [JwtRegisteredClaimNames.Iat] = (now - BackDate).ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.Nbf] = (now - BackDate).ToUnixTimeSeconds(),
            [JwtRegisteredClaimNames.Exp] = (now - BackDate + Life).ToUnixTimeSeconds(),
        },
    });

    /// <summary>What an engineer may see of our assertions.</summary>
    public IReadOnlyList<EvidenceItem> Describe(Uri tokenEndpoint) =>
    [
        new("Key ID", credentials.Key.KeyId),
        new("Algorithm", settings.Algorithm),
        new("Public key thumbprint", thumbprint),
        new("Audience", Audience(tokenEndpoint)),
        new("Assertion life", $"{Life.TotalSeconds:0} s"),
    ];

    /// <summary>The RFC 7638 thumbprint of the public key.</summary>
    public string Thumbprint => thumbprint;

    /// <summary>The <c>kid</c>: the one in the settings, otherwise the thumbprint.</summary>
    public string KeyId => credentials.Key.KeyId;

    public void Dispose() => key.Dispose();

    private string Audience(Uri tokenEndpoint) => string.IsNullOrWhiteSpace(settings.Audience) ? tokenEndpoint.AbsoluteUri : settings.Audience;
}
