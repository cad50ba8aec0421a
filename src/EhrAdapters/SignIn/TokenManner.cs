using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>How one token request is made.</summary>
/// <param name="Scopes">The scopes as they are spelled on the wire.</param>
/// <param name="RawSecret">True where id and secret go as they are, false where they are form-encoded (RFC 6749, 2.3.1).</param>
/// <param name="ClockShift">How far the server's clock is ahead of ours, for the assertion's times.</param>
internal sealed record TokenManner(IReadOnlyList<string> Scopes, bool RawSecret, TimeSpan ClockShift);

/// <summary>The harmless second readings of one attempt, each tried once (diagnosis.md, level 7). Nothing else is repeated.</summary>
internal sealed class TokenReadings(TokenManner first, bool hasTwoEncodings)
{
    private readonly HashSet<Reading> used = [];
    private readonly List<TokenManner> tried = [first];

    private enum Reading
    {
        OtherDialect,
        WithoutExtras,
        OtherEncoding,
        ServersClock,
    }

    /// <summary>Every manner of this attempt, in order.</summary>
    public IReadOnlyList<TokenManner> Tried => tried;

    /// <summary>Another way to make the refused request, or null where asking again cannot help.</summary>
    public TokenManner? After(TokenManner refused, string code, TimeSpan? skew)
    {
        var next = code switch
        {
            FindingCodes.OauthInvalidScope => Scopes(refused),
            FindingCodes.OauthClock when skew is { } apart && used.Add(Reading.ServersClock) => refused with { ClockShift = apart },
            FindingCodes.OauthInvalidClient or FindingCodes.OauthSecretEncoding when hasTwoEncodings && used.Add(Reading.OtherEncoding) => refused with { RawSecret = !refused.RawSecret },
            _ => null,
        };
        if (next is not null)
            tried.Add(next);
        return next;
    }

    private TokenManner? Scopes(TokenManner refused)
    {
        if (used.Add(Reading.OtherDialect) && ScopeDialect.Other(first.Scopes) is { } respelled)
            return refused with { Scopes = respelled };
        return used.Add(Reading.WithoutExtras) && ScopeMatrix.WithoutExtras(first.Scopes) is { } needed ? refused with { Scopes = needed } : null;
    }
}
