using System.Globalization;
using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Catalog;
using EhrAdapters.Http;

namespace EhrAdapters.SignIn;

/// <summary>The one translator of token endpoints' refusals, of every vendor, into findings.</summary>
internal sealed class TokenDiagnosis(ResponseDiagnosis responses, SignInMethod method, bool hasTwoEncodings, Func<string, string> hide, TimeProvider time)
{
    // Our assertions are back-dated five seconds and live four minutes; a clock outside of that refuses them.
    private static readonly TimeSpan BehindTolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AheadTolerance = TimeSpan.FromSeconds(200);

    // Less may be the way of the answer.
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(2);

    /// <summary>The finding for an answer that holds no token.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="facts">What was sent, safe to show.</param>
    /// <param name="words">More words for the sentences.</param>
    public Finding Explain(HttpAnswer answer, IReadOnlyList<EvidenceItem> facts, Dictionary<string, string> words)
    {
        var body = ErrorBody.Of(answer);
        var code = TokenRefusals.Code(answer, body, method, Skew(answer) is not null, hasTwoEncodings);
        var apart = Difference(answer)?.Duration();
        if (apart >= Noticeable)
            words["seconds"] = Whole(apart.Value);
        if (code is FindingCodes.OauthAlg)
            words["problem"] = "the sign-in service does not accept the algorithm that we sign with";
        var finding = responses.Make(code, answer, body, words);
        if (code is FindingCodes.OauthClock && !(apart >= Noticeable))
            finding = finding with
            {
                Explanation = TokenLevel.ClockUnseen,
                Confidence = Confidence.Guess,
                Requests = [Placeholders.Fill(TokenLevel.ClockUnseenRequest, words)],
            };
        return Fit(finding) with { Evidence = [.. finding.Evidence, .. facts, .. Said(body), .. Clocks(answer)] };
    }

    /// <summary>The finding with requests that suit the way we sign in.</summary>
    public Finding Fit(Finding finding) => finding.Code is FindingCodes.OauthInvalidClient && method is not SignInMethod.PrivateKeyJwt
        ? finding with { Requests = [finding.Requests[0], "Please check that the client secret which you gave us is still the current one."] }
        : finding;

    /// <summary>The server's clock minus ours where the difference can explain a refused assertion, otherwise null.</summary>
    public TimeSpan? Skew(HttpAnswer answer) =>
        method is SignInMethod.PrivateKeyJwt && Difference(answer) is { } difference && (difference < -BehindTolerance || difference > AheadTolerance) ? difference : null;

    /// <summary>A warning about a token that was granted.</summary>
    public Finding Doubt(string code, HttpAnswer answer, IReadOnlyList<EvidenceItem> facts, IReadOnlyDictionary<string, string> words)
    {
        var finding = responses.Make(code, answer, null, words);
        return finding with { State = CheckState.Warning, Evidence = [.. finding.Evidence, .. facts, .. Clocks(answer)] };
    }

    private IEnumerable<EvidenceItem> Said(ErrorBody body)
    {
        if (body.Error is { Length: < 60 } error)
            yield return new("OAuth error", hide(error));
        if (body.Urn is { Length: < 80 } urn)
            yield return new("OAuth error URI", hide(urn));
        if (body.Kind is BodyKind.ErrorCode or BodyKind.Detail && hide(body.Prose) is { Length: > 0 } prose)
            yield return new("OAuth error description", prose);
    }

    private IEnumerable<EvidenceItem> Clocks(HttpAnswer answer)
    {
        if (answer.ServerDate is not { } date)
            yield break;
        yield return new("Server's clock", date.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
        yield return new("Our clock", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture) + " UTC");
        yield return new("Clock difference", Whole(Difference(answer)!.Value) + " s");
    }

    // The Date header leaves out what is smaller than a second, and so does the comparison.
    private TimeSpan? Difference(HttpAnswer answer) => answer.ServerDate is { } date ? date - DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()) : null;

    private static string Whole(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
