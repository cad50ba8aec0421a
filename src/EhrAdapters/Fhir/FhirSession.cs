using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;

namespace EhrAdapters.Fhir;

/// <summary>One adapter's conversation with its server: addresses, anonymous documents, the token, authorised reads.</summary>
internal sealed class FhirSession : IDisposable
{
    private readonly Connection connection;
    private readonly EhrHttp http;
    private readonly TimeProvider time;
    private readonly FindingWords words;
    private readonly Uri root;
    private readonly EhrResult<TokenSource>? tokens;
    private readonly JsonFormats formats;
    private volatile AccessToken? signedIn;
    private volatile SmartConfiguration? smart;

    public FhirSession(AdapterContext context)
    {
        connection = context.Connection;
        time = context.Time;
        words = new FindingWords(connection, context.Options.EgressAddresses);
        Diagnosis = new ResponseDiagnosis(words);
        http = new EhrHttp(context.Handler, words, context.Options, time);
        formats = new JsonFormats(http);
        // Without the slash a relative address would replace the base's last part.
        root = new Uri(connection.FhirBaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
        if (connection.SignIn.Method is not SignInMethod.None)
            tokens = TokenClient.Create(http, Diagnosis, context)
                .Select(client => new TokenSource(client, context.Attempts, FindTokenEndpointAsync, time));
    }

    public ResponseDiagnosis Diagnosis { get; }

    public Uri Address(string relative) => new(root, relative);

    public async Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken)
    {
        var result = await formats.ReadAsync(Address("metadata"), null, cancellationToken).ConfigureAwait(false);
        // A gateway that guards everything, after the sign-in: what it hides from strangers it may show us.
        if (result.Value is { Status: 401 or 403 } && signedIn is { } token)
            result = await formats.ReadAsync(Address("metadata"), token.Value, cancellationToken).ConfigureAwait(false);
        if (result.Value is not { } answer)
            return result.Select<CapabilityStatement>(_ => null!);
        return new CapabilityReader(Diagnosis).Read(answer) with { Evidence = result.Evidence, Elapsed = result.Elapsed, FirstByte = result.FirstByte };
    }

    public async Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken)
    {
        var result = await http.ReadAsync(Address(SmartDiscovery.Path), MediaTypes.Json, null, cancellationToken).ConfigureAwait(false);
        if (result.Value is not { } answer)
            return result.Select<SmartConfiguration>(_ => null!);
        EhrResult<SmartConfiguration> read = Diagnosis.Explain(answer, Asked.SmartConfiguration) is { } finding ? finding
            : SmartDiscovery.Read(answer) is { } configuration ? configuration
            : Diagnosis.Make(FindingCodes.HttpTruncated, answer, null);
        smart = read.Value;
        return read with { Evidence = result.Evidence, Elapsed = result.Elapsed };
    }

    public async Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken)
    {
        if (tokens is null)
            return new AccessTokenFacts(connection.FhirBaseUrl, Timeout.InfiniteTimeSpan, [], []);
        var started = time.GetTimestamp();
        return (await TokenAsync(tokens, cancellationToken).ConfigureAwait(false)).Select(token => token.Facts) with { Elapsed = time.GetElapsedTime(started) };
    }

    /// <summary>A read with a living token; a token that is refused is renewed once.</summary>
    public async Task<EhrResult<HttpAnswer>> ReadAsync(Uri address, Asked asked, CancellationToken cancellationToken)
    {
        for (var fresh = false; ; fresh = true)
        {
            AccessToken? token = null;
            if (tokens is not null)
            {
                var signedIn = await TokenAsync(tokens, cancellationToken).ConfigureAwait(false);
                if (signedIn.Value is null)
                    return signedIn.Finding!;
                token = signedIn.Value;
            }

            var result = await formats.ReadAsync(address, token?.Value, cancellationToken).ConfigureAwait(false);
            if (result.Value is not { } answer)
                return result;
            if (answer.Status == 401 && token is not null && !fresh)
            {
                tokens!.Value!.Invalidate(token);
                continue;
            }

            if (answer.Status == 401 && token is null)
                return Refuse(FindingCodes.CfgOption, new("HTTP status", "401"), ("setting", "The sign-in method"), ("problem", "the server asks for a sign-in and none is set"));
            return Diagnosis.Explain(answer, asked) is { } finding ? finding : result;
        }
    }

    /// <summary>A finding made before or beside a call.</summary>
    public Finding Refuse(string code, EvidenceItem evidence, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var filled = words.Connection();
        foreach (var (name, value) in more)
            filled[name] = value;
        return FindingCatalog.Create(code, [evidence], filled);
    }

    public void Dispose()
    {
        tokens?.Value?.Dispose();
        formats.Dispose();
        http.Dispose();
    }

    private async Task<EhrResult<AccessToken>> TokenAsync(EhrResult<TokenSource> source, CancellationToken cancellationToken)
    {
        if (source.Value is not { } living)
            return source.Finding!;
        var result = await living.GetAsync(cancellationToken).ConfigureAwait(false);
        signedIn = result.Value;
        return result;
    }

    // The override first, then SMART's document, then the CapabilityStatement of servers older than SMART 2.
    private async Task<EhrResult<Uri>> FindTokenEndpointAsync(CancellationToken cancellationToken)
    {
        // What was read a moment ago need not be asked again.
        var found = connection.SignIn.TokenUrl ?? smart?.TokenEndpoint;
        Finding? obstacle = null;
        if (found is null)
        {
            var discovered = await ReadSmartConfigurationAsync(cancellationToken).ConfigureAwait(false);
            obstacle = discovered.Finding;
            if (obstacle is { Code: not (FindingCodes.Smart404 or FindingCodes.HttpHtmlPage or FindingCodes.FhirCap401 or FindingCodes.FhirNotFhir) })
                return obstacle;
            found = discovered.Value?.TokenEndpoint;
        }

        if (found is null)
        {
            var statement = await ReadCapabilityStatementAsync(cancellationToken).ConfigureAwait(false);
            found = statement.Value is { } read ? SmartDiscovery.TokenEndpoint(read) : null;
        }

        if (found is null)
            return obstacle ?? Refuse(FindingCodes.Smart404, new("Looked at", $"{SmartDiscovery.Path} and metadata"));
        return SmartDiscovery.Refuse(found, connection) is { } refusal ? refusal : found;
    }
}
