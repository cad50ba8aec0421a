using System.Globalization;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;

namespace EhrAdapters.SignIn;

/// <summary>The one translator of token endpoints' refusals, of every vendor, into findings.</summary>
internal sealed class TokenDiagnosis(ResponseDiagnosis responses, SignInMethod method, TimeProvider time)
{
    // Our assertions are back-dated five seconds and live four minutes; a clock outside of that refuses them.
    private static readonly TimeSpan BehindTolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AheadTolerance = TimeSpan.FromSeconds(200);

    /// <summary>The finding for an answer that holds no token.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="facts">What was sent, safe to show.</param>
    /// <param name="words">More words for the sentences.</param>
    public Finding Explain(HttpAnswer answer, IReadOnlyList<EvidenceItem> facts, IReadOnlyDictionary<string, string> words)
    {
        var body = ErrorBody.Of(answer);
        List<EvidenceItem> evidence = [.. facts];
        if (body.Error is { Length: < 60 } error)
            evidence.Add(new("OAuth error", error));
        if (body.Urn is { Length: < 80 } urn)
            evidence.Add(new("Error URN", urn));
        if (body.Kind is BodyKind.ErrorCode && body.Prose.Trim() is { Length: > 0 } prose)
            evidence.Add(new("OAuth error description", prose.Length > 200 ? prose[..200] : prose));
        var difference = Difference(answer);
        if (difference is { } seconds)
            evidence.Add(new("Clock difference", string.Create(CultureInfo.InvariantCulture, $"{seconds.TotalSeconds:0} s")));
        var code = Code(answer, body);
        if (code is FindingCodes.OauthClock && difference is { } apart)
            words = new Dictionary<string, string>(words) { ["seconds"] = Math.Abs(apart.TotalSeconds).ToString("0", CultureInfo.InvariantCulture) };
        var finding = responses.Make(code, answer, body, words);
        return finding with
        {
            Evidence = [.. finding.Evidence, .. evidence],
            Requests = code is FindingCodes.OauthInvalidClient && method is not SignInMethod.PrivateKeyJwt
                ? [finding.Requests[0], "Please check that the client secret which you gave us is still the current one."]
                : finding.Requests,
        };
    }

    /// <summary>The server's clock minus ours where the difference can explain a refused assertion, otherwise null.</summary>
    public TimeSpan? Skew(HttpAnswer answer) =>
        method is SignInMethod.PrivateKeyJwt && Difference(answer) is { } difference && (difference < -BehindTolerance || difference > AheadTolerance) ? difference : null;

    /// <summary>A warning about a token that was granted.</summary>
    public Finding Doubt(string code, HttpAnswer answer, IReadOnlyDictionary<string, string> words) =>
        responses.Make(code, answer, null, words) with { State = CheckState.Warning };

    private TimeSpan? Difference(HttpAnswer answer) => answer.ServerDate is { } date ? date - time.GetUtcNow() : null;

    private string Code(HttpAnswer answer, ErrorBody body)
    {
        if (answer.TooLarge)
            return FindingCodes.HttpTooLarge;
        if (answer.Truncated)
            return FindingCodes.HttpTruncated;
        return answer.Status switch
        {
            407 => FindingCodes.Proxy407,
            415 => FindingCodes.Http415,
            429 => FindingCodes.Oauth429,
            >= 500 => FindingCodes.Oauth5xx,
            403 when body.Kind is BodyKind.Html => FindingCodes.HttpWaf403,
            _ when answer.IsRedirect || body.Kind is BodyKind.Html => FindingCodes.OauthHtml,
            _ when body.Kind is BodyKind.ErrorCode => OfError(answer, body),
            401 when method is SignInMethod.PrivateKeyJwt && answer.Challenge?.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) is true => FindingCodes.Oauth401BasicChallenge,
            401 => OfClient(answer, body),
            400 when body.Kind is BodyKind.Detail && OfClient(answer, body) is var code and not FindingCodes.OauthInvalidClient => code,
            405 => FindingCodes.Http405,
            _ => FindingCodes.OauthRefused,
        };
    }

    private string OfError(HttpAnswer answer, ErrorBody body) => (body.Urn, body.Error) switch
    {
        ("empty-scopes", _) or (_, "invalid_scope") => FindingCodes.OauthInvalidScope,
        ("unauthorized-client-for-tenant", _) or (_, "unauthorized_client" or "unsupported_grant_type") => FindingCodes.OauthUnauthorizedClient,
        ("invalid_client_credentials" or "terminated-client" or "invalid_authorization_header", _) => FindingCodes.OauthInvalidClient,
        (_, "invalid_client" or "invalid_token" or "access_denied") => OfClient(answer, body),
        (_, "invalid_grant") => OfClient(answer, body) is var code and not FindingCodes.OauthInvalidClient ? code : FindingCodes.OauthInvalidGrant,
        (_, "invalid_request") => OfClient(answer, body) is var code and not FindingCodes.OauthInvalidClient ? code : FindingCodes.OauthInvalidRequest,
        _ => FindingCodes.OauthRefused,
    };

    private string OfClient(HttpAnswer answer, ErrorBody body)
    {
        if (body.Says("jwks", "key set") && body.Says("reach", "fetch", "retriev", "download", "load", "unavailable"))
            return FindingCodes.OauthJwksUnreachable;
        if (body.Says("kid", "key id", "no matching key", "key not found", "unknown key"))
            return FindingCodes.OauthKidUnknown;
        if (body.Says("jti", "replay", "already used", "already been used"))
            return FindingCodes.OauthReplay;
        if (body.Says("not active", "not yet valid", "expired", "in the future", "clock") || Skew(answer) is not null)
            return FindingCodes.OauthClock;
        return FindingCodes.OauthInvalidClient;
    }
}
