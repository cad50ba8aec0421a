namespace EhrAdapters;

/// <summary>How the client signs in at the token endpoint. Holds no secret.</summary>
public sealed record SignInSettings
{
    /// <summary>The client authentication method.</summary>
    public SignInMethod Method { get; init; } = SignInMethod.None;

    /// <summary>The client id that the EHR knows us by; null where no sign-in is used.</summary>
    public string? ClientId { get; init; }

    /// <summary>The <c>kid</c> of the key that signs assertions (SMART App Launch 2.2.0, client-confidential-asymmetric).</summary>
    public string? KeyId { get; init; }

    /// <summary>The signing algorithm, <c>RS384</c> or <c>ES384</c>.</summary>
    public string Algorithm { get; init; } = "RS384";

    /// <summary>Overrides the token endpoint found by discovery.</summary>
    public Uri? TokenUrl { get; init; }

    /// <summary>Overrides the assertion's <c>aud</c>, which is otherwise the token endpoint.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes to ask for; empty means the vendor profile's own.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>The ways to sign in that the adapters know.</summary>
public enum SignInMethod
{
    /// <summary>The server is open.</summary>
    None,

    /// <summary>SMART Backend Services: a signed assertion (RFC 7523).</summary>
    PrivateKeyJwt,

    /// <summary>Client id and secret in the Authorization header (RFC 6749, 2.3.1).</summary>
    ClientSecretBasic,

    /// <summary>Client id and secret in the form body (RFC 6749, 2.3.1).</summary>
    ClientSecretPost,
}

/// <summary>The secret half of a connection. Lives in memory for the length of one piece of work and prints as nothing.</summary>
public sealed class ConnectionSecrets
{
    /// <summary>No secret at all.</summary>
    public static readonly ConnectionSecrets None = new();

    /// <summary>The private key as PEM (PKCS#8, PKCS#1 or SEC1), for <see cref="SignInMethod.PrivateKeyJwt"/>.</summary>
    public string? PrivateKeyPem { get; init; }

    /// <summary>The client secret, for the two secret methods.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>
    /// The client certificate for mutual TLS (RFC 8705) as PEM: the certificate, its intermediates in order, and its
    /// unencrypted private key; null where the hospital asks for none.
    /// </summary>
    public string? ClientCertificatePem { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "(secrets)";
}
