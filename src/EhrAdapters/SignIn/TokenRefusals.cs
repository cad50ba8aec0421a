using EhrAdapters.Diagnosis;
using EhrAdapters.Http;

namespace EhrAdapters.SignIn;

/// <summary>Which code of the taxonomy a token endpoint's refusal is: by status, by OAuth's error word, by the URN, at last by what its sentence speaks of.</summary>
internal static class TokenRefusals
{
    /// <param name="answer">What came instead of a token.</param>
    /// <param name="body">Its body.</param>
    /// <param name="method">How we signed in.</param>
    /// <param name="isSkewed">True where the clocks are so far apart that an assertion must be refused.</param>
    /// <param name="hasTwoEncodings">True where our secret can be sent in two ways that differ.</param>
    public static string Code(HttpAnswer answer, ErrorBody body, SignInMethod method, bool isSkewed, bool hasTwoEncodings)
    {
        if (answer.TooLarge)
            return FindingCodes.HttpTooLarge;
        if (answer.Truncated)
            return FindingCodes.HttpTruncated;
        var asksPerson = method is SignInMethod.PrivateKeyJwt && answer.Challenge?.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) is true;
        return answer.Status switch
        {
            407 => FindingCodes.Proxy407,
            415 => FindingCodes.Http415,
            429 => FindingCodes.Oauth429,
            >= 500 => FindingCodes.Oauth5xx,
            401 when asksPerson && body.Kind is not (BodyKind.ErrorCode or BodyKind.Detail) => FindingCodes.Oauth401BasicChallenge,
            403 when body.Kind is BodyKind.Html => FindingCodes.HttpWaf403,
            _ when answer.IsRedirect || body.Kind is BodyKind.Html => FindingCodes.OauthHtml,
            _ when body.Kind is BodyKind.ErrorCode => OfError(body, isSkewed, hasTwoEncodings),
            401 => OfClient(body, isSkewed),
            400 when body.Kind is BodyKind.Detail => Spoken(body, isSkewed) ?? FindingCodes.OauthRefused,
            405 => FindingCodes.Http405,
            _ => FindingCodes.OauthRefused,
        };
    }

    private static string OfError(ErrorBody body, bool isSkewed, bool hasTwoEncodings) => (body.Urn, body.Error) switch
    {
        ("empty-scopes", _) or (_, "invalid_scope") => FindingCodes.OauthInvalidScope,
        ("unauthorized-client-for-tenant", _) or (_, "unauthorized_client" or "unsupported_grant_type") => FindingCodes.OauthUnauthorizedClient,
        ("invalid_authorization_header", _) => hasTwoEncodings ? FindingCodes.OauthSecretEncoding : FindingCodes.OauthInvalidClient,
        ("invalid_client_credentials" or "terminated-client", _) => FindingCodes.OauthInvalidClient,
        (_, "invalid_client" or "invalid_token" or "access_denied") => OfClient(body, isSkewed),
        (_, "invalid_grant") => Spoken(body, isSkewed) ?? FindingCodes.OauthInvalidGrant,
        (_, "invalid_request") => Spoken(body, isSkewed) ?? FindingCodes.OauthInvalidRequest,
        _ => FindingCodes.OauthRefused,
    };

    private static string OfClient(ErrorBody body, bool isSkewed) => Spoken(body, isSkewed) ?? FindingCodes.OauthInvalidClient;

    // Prose is matched and never trusted further: a server that says nothing ends in the general code.
    private static string? Spoken(ErrorBody body, bool isSkewed)
    {
        body = body with { Prose = $"{body.Prose} {body.Urn}" };
        if (body.Says("jwks", "key set") && body.Says("reach", "fetch", "retriev", "download", "load", "unavailable"))
            return FindingCodes.OauthJwksUnreachable;
        if (body.Says("too short", "key size", "key length", "weak key", "at least 2048", "at least 3072", "at least 4096"))
            return FindingCodes.OauthKeyWeak;
        if (body.Says("kid", "key id", "no matching key", "key not found", "unknown key"))
            return FindingCodes.OauthKidUnknown;
        if (body.Says("jti", "replay", "already used", "already been used"))
            return FindingCodes.OauthReplay;
        if (body.Says("algorithm", "signing alg"))
            return FindingCodes.OauthAlg;
        // A client may be "not active" or "expired" too; only the message's times concern the clock.
        if ((body.Says("not active", "not yet valid", "expired") && body.Says("assertion", "token", "jwt")) || body.Says("in the future", "minutes ahead", "clock") || isSkewed)
            return FindingCodes.OauthClock;
        return null;
    }
}
