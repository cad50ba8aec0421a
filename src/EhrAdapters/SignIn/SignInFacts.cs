namespace EhrAdapters.SignIn;

/// <summary>What <c>.well-known/smart-configuration</c> says (SMART App Launch 2.2.0, conformance). Missing members are null or empty.</summary>
public sealed record SmartConfiguration
{
    /// <summary>Where tokens are asked for.</summary>
    public Uri? TokenEndpoint { get; init; }

    /// <summary><c>token_endpoint_auth_methods_supported</c>.</summary>
    public IReadOnlyList<string> TokenEndpointAuthMethods { get; init; } = [];

    /// <summary><c>token_endpoint_auth_signing_alg_values_supported</c>; Epic leaves it out.</summary>
    public IReadOnlyList<string> SigningAlgorithms { get; init; } = [];

    /// <summary><c>grant_types_supported</c>.</summary>
    public IReadOnlyList<string> GrantTypes { get; init; } = [];

    /// <summary><c>scopes_supported</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary><c>capabilities</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}

/// <summary>Facts about an access token, safe to show: never the token.</summary>
/// <param name="TokenEndpoint">Where it was asked for.</param>
/// <param name="ExpiresIn">Its life as the server stated it.</param>
/// <param name="GrantedScopes">What was granted; empty where the server does not say.</param>
/// <param name="AskedScopes">What was asked for.</param>
public sealed record AccessTokenFacts(Uri TokenEndpoint, TimeSpan ExpiresIn, IReadOnlyList<string> GrantedScopes, IReadOnlyList<string> AskedScopes);
