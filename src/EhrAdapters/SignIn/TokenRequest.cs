using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;

namespace EhrAdapters.SignIn;

/// <summary>Writes token requests (RFC 6749, client credentials; SMART Backend Services) and tells what may be shown of them.</summary>
internal sealed class TokenRequest(SignInSettings settings, string secret, ClientAssertion? assertion, TimeProvider time) : IDisposable
{
    private readonly Lazy<string> proof = new(() => assertion is null ? SignInProof.OfSecret(secret, settings) : SignInProof.OfKey(assertion.Thumbprint, settings));

    /// <summary>A fingerprint of the key or secret.</summary>
    public string Proof() => proof.Value;

    /// <summary>True where the secret can be sent in two ways that differ.</summary>
    public bool HasTwoEncodings => settings.Method is SignInMethod.ClientSecretBasic && Pair(raw: true) != Pair(raw: false);

    public List<KeyValuePair<string, string>> Form(Uri endpoint, TokenManner manner)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (manner.Scopes.Count > 0)
            form.Add(new("scope", string.Join(' ', manner.Scopes)));
        if (assertion is not null)
        {
            form.Add(new("client_assertion_type", ClientAssertion.Type));
            form.Add(new("client_assertion", assertion.Sign(endpoint, time.GetUtcNow() + manner.ClockShift)));
        }
        else if (settings.Method is SignInMethod.ClientSecretPost)
        {
            form.Add(new("client_id", settings.ClientId!));
            form.Add(new("client_secret", secret));
        }

        return form;
    }

    public AuthenticationHeaderValue? Authorization(TokenManner manner) => settings.Method is SignInMethod.ClientSecretBasic
        ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Pair(manner.RawSecret))))
        : null;

    /// <summary>What an engineer may see of the request: never the secret, never the assertion.</summary>
    public List<EvidenceItem> Facts(Uri endpoint, IReadOnlyList<TokenManner> tried)
    {
        List<EvidenceItem> facts =
        [
            new("Token endpoint", endpoint.GetLeftPart(UriPartial.Path)),
            new("Client ID", settings.ClientId!),
            new("Scopes asked", Listed(tried[0])),
            .. assertion?.Describe(endpoint) ?? [],
        ];
        if (tried.Select(Listed).Distinct().Skip(1).ToArray() is { Length: > 0 } others)
            facts.Add(new("Scopes tried as well", string.Join(" | ", others)));
        if (tried.Select(manner => manner.RawSecret).Distinct().Count() > 1)
            facts.Add(SecretEncodings.Tried);
        return facts;
    }

    /// <summary>When the assertion was issued by the server's own clock.</summary>
    public EvidenceItem? IssuedAt(HttpAnswer answer, TokenManner manner)
    {
        if (assertion is null || answer.ServerDate is not { } date)
            return null;
        var ahead = ClientAssertion.IssuedAt(DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) + manner.ClockShift) - date;
        return new("Assertion issued", string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(ahead.TotalSeconds):0} s {(ahead > TimeSpan.Zero ? "after" : "before")} the server's clock"));
    }

    /// <summary>The words that sentences about this request may name.</summary>
    public Dictionary<string, string> Words(Uri endpoint, TokenManner manner)
    {
        Dictionary<string, string> words = new() { ["tokenUrl"] = endpoint.GetLeftPart(UriPartial.Path), ["tokenHost"] = endpoint.IdnHost };
        if (manner.Scopes.Count > 0)
            words["missing"] = string.Join(", ", manner.Scopes);
        if (assertion is not null)
        {
            words["thumbprint"] = assertion.Thumbprint;
            words["keyId"] = assertion.KeyId;
        }

        return words;
    }

    /// <summary>A server's sentence without anything that opens a door, our own secret included, cut to what a person reads.</summary>
    public string Hide(string text)
    {
        const int Longest = 200;
        foreach (var form in new[] { secret, WebUtility.UrlEncode(secret), Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) }.Where(form => form.Length > 3))
            text = text.Replace(form, "[removed]", StringComparison.Ordinal);
        var clean = Scrubber.Scrub(text).Trim();
        return clean.Length > Longest ? clean[..Longest] : clean;
    }

    public void Dispose() => assertion?.Dispose();

    private string Pair(bool raw) => raw ? $"{settings.ClientId}:{secret}" : $"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(secret)}";

    private static string Listed(TokenManner manner) => manner.Scopes.Count == 0 ? "none" : string.Join(' ', manner.Scopes);
}
