using System.Globalization;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Vendors;

namespace EhrAdapters.SignIn;

/// <summary>
/// Asks for tokens. A refusal that has a known harmless second reading (scope spelling, secret encoding, clocks apart) is tried
/// once in that reading; nothing else is repeated.
/// </summary>
internal sealed class TokenClient : IDisposable
{
    private readonly EhrHttp http;
    private readonly TimeProvider time;
    private readonly TokenDiagnosis diagnosis;
    private readonly FindingWords words;
    private readonly TokenRequest request;
    private readonly SecretHabits habits;
    private readonly string clientId;
    private readonly string fhirHost;
    private readonly IReadOnlyList<string> scopes;
    private TokenManner manner;

    private TokenClient(EhrHttp http, ResponseDiagnosis responses, AdapterContext context, ClientAssertion? assertion)
    {
        this.http = http;
        time = context.Time;
        var settings = context.Connection.SignIn;
        words = new FindingWords(context.Connection);
        request = new TokenRequest(settings, context.Secrets.ClientSecret ?? "", assertion, time);
        habits = context.Habits;
        clientId = settings.ClientId!;
        fhirHost = context.Connection.FhirBaseUrl.IdnHost;
        diagnosis = new TokenDiagnosis(responses, settings.Method, request.HasTwoEncodings, request.Hide, time);
        scopes = settings.Scopes.Count > 0 ? settings.Scopes : context.Profile.DefaultScopes;
        manner = new TokenManner(scopes, RawSecret: false, TimeSpan.Zero);
    }

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

    /// <summary>Who asks at this endpoint, for the limit on attempts.</summary>
    public SignInClient At(Uri endpoint) => new(new Uri(endpoint.GetLeftPart(UriPartial.Path)), clientId);

    /// <summary>A fingerprint of what we prove ourselves with.</summary>
    public string Proof() => request.Proof();

    /// <summary>One attempt, second readings included.</summary>
    public async Task<EhrResult<AccessToken>> RequestAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        if (request.HasTwoEncodings)
            manner = manner with { RawSecret = habits.WantsRaw(At(endpoint)) };
        // A reading that worked is kept for the next token, but for left-out scopes: they may have been granted since.
        var readings = new TokenReadings(manner, request.HasTwoEncodings);
        for (var attempt = manner; ;)
        {
            var result = await http.PostFormAsync(endpoint, request.Form(endpoint, attempt), request.Authorization(attempt), cancellationToken).ConfigureAwait(false);
            if (result.Value is not { } answer)
                return Unreached(result.Finding!, endpoint, attempt);
            var facts = request.Facts(endpoint, readings.Tried);
            if (AccessToken.Read(answer, scopes, time.GetUtcNow()) is { } token)
            {
                token = token.Without(scopes, attempt.Scopes);
                if (request.HasTwoEncodings)
                    habits.Learn(At(endpoint), attempt.RawSecret);
                manner = attempt.Scopes.Count < manner.Scopes.Count ? attempt with { Scopes = manner.Scopes } : attempt;
                EhrResult<AccessToken> granted = token;
                return granted with { Elapsed = result.Elapsed, Evidence = [.. result.Evidence, .. facts], Warnings = Doubts(token, answer, endpoint, attempt, facts) };
            }

            if (request.IssuedAt(answer, attempt) is { } issued)
                facts.Add(issued);
            var finding = diagnosis.Explain(answer, facts, request.Words(endpoint, attempt with { Scopes = scopes }));
            if (readings.After(attempt, finding.Code, diagnosis.Skew(answer)) is not { } other)
                return finding;
            attempt = other;
        }
    }

    /// <summary>The standing refusal once more, without asking: what it was, and when the next try is permitted.</summary>
    public Finding Held(Uri endpoint, HeldBack held)
    {
        var filled = words.For(endpoint);
        foreach (var (name, value) in request.Words(endpoint, manner))
            filled[name] = value;
        var finding = FindingCatalog.Create(
            held.Code,
            [
                new("Not asked again", $"The refusal of {Moment(held.Since)} stands."),
                AttemptLimit.Used(held.Used),
                new("Next try", Moment(held.NextTry)),
                .. request.Facts(endpoint, [manner]),
            ],
            filled);
        return diagnosis.Fit(finding) with
        {
            Retry = new RetryAdvice(true, held.NextTry - time.GetUtcNow(), "We ask at most once a minute and three times an hour, so that the hospital does not lock our client out."),
        };
    }

    public void Dispose() => request.Dispose();

    // Half-done firewall work looks like this: the FHIR server answers, its token server on another host is silent.
    private Finding Unreached(Finding finding, Uri endpoint, TokenManner attempt)
    {
        const int TcpLevel = 2;
        return finding.Level is > 0 and <= TcpLevel && !string.Equals(endpoint.IdnHost, fhirHost, StringComparison.OrdinalIgnoreCase)
            ? FindingCatalog.Create(FindingCodes.SmartTokenOtherHost, [new("Underlying finding", finding.Code), .. finding.Evidence], request.Words(endpoint, attempt))
            : finding;
    }

    private List<Finding> Doubts(AccessToken token, HttpAnswer answer, Uri endpoint, TokenManner attempt, IReadOnlyList<EvidenceItem> facts)
    {
        facts = [.. facts, new("Scopes granted", token.Facts.GrantedScopes.Count == 0 ? "not said" : string.Join(' ', token.Facts.GrantedScopes))];
        List<Finding> doubts = [];
        var missing = ScopeMatrix.Missing(ScopeMatrix.Of(token.Facts));
        if (missing.Count > 0)
            doubts.Add(Doubt(FindingCodes.OauthScopeShort, ("missing", string.Join(", ", missing.Select(row => row.Scope))), ("stages", ScopeMatrix.Stages(missing))));
        if (attempt.ClockShift != TimeSpan.Zero)
            doubts.Add(Bridged(Doubt(FindingCodes.OauthClock, ("seconds", Whole(attempt.ClockShift.Duration())))));
        if (token.Facts.ExpiresIn < TimeSpan.FromMinutes(1))
            doubts.Add(Doubt(FindingCodes.OauthLifeShort, ("seconds", Whole(token.Facts.ExpiresIn))));
        if (attempt.RawSecret)
            doubts.Add(Doubt(FindingCodes.OauthSecretEncoding));
        return doubts;

        Finding Doubt(string code, params ReadOnlySpan<(string Name, string Value)> more)
        {
            var filled = request.Words(endpoint, attempt);
            foreach (var (name, value) in more)
                filled[name] = value;
            return diagnosis.Doubt(code, answer, facts, filled);
        }
    }

    private static Finding Bridged(Finding clock) => clock with { Explanation = clock.Explanation + " Sign-in worked because we wrote our message by the server's clock." };

    private static string Whole(TimeSpan span) => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static Finding Missing(string setting) => FindingCatalog.Create(
        FindingCodes.CfgMissing, [new("Setting", setting)], new Dictionary<string, string> { ["setting"] = setting, ["problem"] = "it is empty" }, Confidence.Certain);
}
