using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Vendors;

namespace EhrAdapters.SignIn;

/// <summary>
/// Asks for tokens (RFC 6749, client credentials; SMART Backend Services). A refusal that has a known harmless second
/// reading (scope spelling, secret encoding, clocks apart) is tried once in that reading; nothing else is repeated.
/// </summary>
internal sealed class TokenClient : IDisposable
{
    private readonly EhrHttp http;
    private readonly TimeProvider time;
    private readonly TokenDiagnosis diagnosis;
    private readonly SignInSettings settings;
    private readonly string secret;
    private readonly string fhirHost;
    private readonly ClientAssertion? assertion;
    private Manner manner;

    private TokenClient(EhrHttp http, ResponseDiagnosis responses, AdapterContext context, ClientAssertion? assertion)
    {
        this.http = http;
        this.assertion = assertion;
        time = context.Time;
        settings = context.Connection.SignIn;
        secret = context.Secrets.ClientSecret ?? "";
        fhirHost = context.Connection.FhirBaseUrl.IdnHost;
        diagnosis = new TokenDiagnosis(responses, settings.Method, time);
        manner = new Manner(settings.Scopes.Count > 0 ? settings.Scopes : context.Profile.DefaultScopes, RawSecret: false, TimeSpan.Zero);
    }

    /// <summary>How the last accepted request was made; kept for the next one.</summary>
    private sealed record Manner(IReadOnlyList<string> Scopes, bool RawSecret, TimeSpan ClockShift);

    /// <summary>The client for a connection, or what is missing in its settings.</summary>
    public static EhrResult<TokenClient> Create(EhrHttp http, ResponseDiagnosis responses, AdapterContext context)
    {
        var settings = context.Connection.SignIn;
        if (string.IsNullOrWhiteSpace(settings.ClientId))
            return Missing("The client ID");
        if (settings.Method is SignInMethod.PrivateKeyJwt)
            return ClientAssertion.Create(settings, context.Secrets).Select(signer => new TokenClient(http, responses, context, signer));
        return string.IsNullOrEmpty(context.Secrets.ClientSecret) ? Missing("The client secret") : new TokenClient(http, responses, context, null);
    }

    public async Task<EhrResult<AccessToken>> RequestAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var tried = new HashSet<string>();
        for (var attempt = manner; ;)
        {
            var result = await http.PostFormAsync(endpoint, Form(endpoint, attempt), Authorization(attempt), cancellationToken).ConfigureAwait(false);
            if (result.Value is not { } answer)
                return Unreached(result.Finding!, endpoint, attempt);
            if (AccessToken.Read(answer, attempt.Scopes, time.GetUtcNow()) is { } token)
            {
                manner = attempt;
                EhrResult<AccessToken> granted = token;
                return granted with { Elapsed = result.Elapsed, Evidence = [.. result.Evidence, .. Facts(endpoint, attempt)], Warnings = Doubts(token, answer, endpoint) };
            }

            var finding = diagnosis.Explain(answer, Facts(endpoint, attempt), Words(endpoint, attempt));
            if (SecondReading(attempt, finding.Code, answer) is not { } other || !tried.Add(finding.Code))
                return finding;
            attempt = other;
        }
    }

    public void Dispose() => assertion?.Dispose();

    // Half-done firewall work looks like this: the FHIR server answers, its token server on another host is silent.
    private Finding Unreached(Finding finding, Uri endpoint, Manner attempt)
    {
        const int TcpLevel = 2;
        return finding.Level is > 0 and <= TcpLevel && !string.Equals(endpoint.IdnHost, fhirHost, StringComparison.OrdinalIgnoreCase)
            ? FindingCatalog.Create(FindingCodes.SmartTokenOtherHost, [new("Underlying finding", finding.Code), .. finding.Evidence], Words(endpoint, attempt))
            : finding;
    }

    private Manner? SecondReading(Manner attempt, string code, HttpAnswer answer) => code switch
    {
        FindingCodes.OauthInvalidScope when ScopeDialect.Other(attempt.Scopes) is { } scopes => attempt with { Scopes = scopes },
        FindingCodes.OauthClock when diagnosis.Skew(answer) is { } skew => attempt with { ClockShift = skew },
        FindingCodes.OauthInvalidClient when settings.Method is SignInMethod.ClientSecretBasic && !attempt.RawSecret && BasicPair(attempt) != BasicPair(attempt with { RawSecret = true }) =>
            attempt with { RawSecret = true },
        _ => null,
    };

    private List<KeyValuePair<string, string>> Form(Uri endpoint, Manner attempt)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (attempt.Scopes.Count > 0)
            form.Add(new("scope", string.Join(' ', attempt.Scopes)));
        if (assertion is not null)
        {
            form.Add(new("client_assertion_type", ClientAssertion.Type));
            form.Add(new("client_assertion", assertion.Sign(endpoint, time.GetUtcNow() + attempt.ClockShift)));
        }
        else if (settings.Method is SignInMethod.ClientSecretPost)
        {
            form.Add(new("client_id", settings.ClientId!));
            form.Add(new("client_secret", secret));
        }

        return form;
    }

    private AuthenticationHeaderValue? Authorization(Manner attempt) => settings.Method is SignInMethod.ClientSecretBasic
        ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(BasicPair(attempt))))
        : null;

    // RFC 6749, 2.3.1 wants both halves form-encoded; several servers compare the raw text instead.
    private string BasicPair(Manner attempt) => attempt.RawSecret
        ? $"{settings.ClientId}:{secret}"
        : $"{System.Net.WebUtility.UrlEncode(settings.ClientId)}:{System.Net.WebUtility.UrlEncode(secret)}";

    private List<EvidenceItem> Facts(Uri endpoint, Manner attempt) =>
    [
        new("Token endpoint", endpoint.GetLeftPart(UriPartial.Path)),
        new("Client ID", settings.ClientId!),
        new("Scopes asked", attempt.Scopes.Count == 0 ? "none" : string.Join(' ', attempt.Scopes)),
        .. assertion?.Describe(endpoint) ?? [],
    ];

    private Dictionary<string, string> Words(Uri endpoint, Manner attempt)
    {
        Dictionary<string, string> words = new() { ["tokenUrl"] = endpoint.GetLeftPart(UriPartial.Path), ["tokenHost"] = endpoint.IdnHost };
        if (attempt.Scopes.Count > 0)
            words["missing"] = string.Join(", ", attempt.Scopes);
        if (assertion is not null)
            words["thumbprint"] = assertion.Thumbprint;
        return words;
    }

    private List<Finding> Doubts(AccessToken token, HttpAnswer answer, Uri endpoint)
    {
        List<Finding> doubts = [];
        // Some servers write scopes in a style of their own; a list without a single SMART scope says nothing.
        var missing = token.Facts.GrantedScopes.Any(scope => scope.Contains('/', StringComparison.Ordinal))
            ? token.Facts.AskedScopes.Where(scope => !ScopeDialect.Covers(token.Facts.GrantedScopes, scope)).ToArray()
            : [];
        if (missing.Length > 0)
            doubts.Add(Doubt(FindingCodes.OauthScopeShort, "missing", string.Join(", ", missing)));
        if (manner.ClockShift != TimeSpan.Zero)
            doubts.Add(Doubt(FindingCodes.OauthClock, "seconds", Math.Abs(manner.ClockShift.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)));
        if (token.Facts.ExpiresIn < TimeSpan.FromMinutes(1))
            doubts.Add(Doubt(FindingCodes.OauthLifeShort, "seconds", token.Facts.ExpiresIn.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        return doubts;

        Finding Doubt(string code, string word, string value)
        {
            var words = Words(endpoint, manner);
            words[word] = value;
            return diagnosis.Doubt(code, answer, words);
        }
    }

    private static Finding Missing(string setting) => FindingCatalog.Create(
        FindingCodes.CfgMissing, [new("Setting", setting)], new Dictionary<string, string> { ["setting"] = setting, ["problem"] = "it is empty" }, Confidence.Certain);
}
