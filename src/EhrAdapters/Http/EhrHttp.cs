using System.Net.Http;
using System.Net.Http.Headers;
using Polly;

namespace EhrAdapters.Http;

/// <summary>Sends requests and brings whole, bounded answers back, or the finding that explains why there is none. Never throws but for the caller's cancellation.</summary>
internal sealed class EhrHttp : IDisposable
{
    private const int LongestRedirectChain = 3;

    private static readonly ProductInfoHeaderValue Agent = new("EhrAdapters", "1.0");

    private readonly HttpClient client;
    private readonly EhrAdapterOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HttpAnswer> reads;
    private readonly ResiliencePipeline<HttpAnswer> once;
    private readonly FindingWords words;

    public EhrHttp(HttpMessageHandler handler, FindingWords words, EhrAdapterOptions options, TimeProvider time)
    {
        this.words = words;
        client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        this.options = options;
        this.time = time;
        reads = ReadPipeline.Create(options, time);
        once = ReadPipeline.Create(options with { Retries = 0 }, time);
    }

    /// <summary>A GET, repeated after passing faults.</summary>
    public Task<EhrResult<HttpAnswer>> ReadAsync(Uri address, string accept, string? bearer, CancellationToken cancellationToken) =>
        RunAsync(reads, address, token => GetAsync(address, accept, bearer, token), cancellationToken);

    /// <summary>A form POST, sent once.</summary>
    public Task<EhrResult<HttpAnswer>> PostFormAsync(
        Uri address, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken) =>
        RunAsync(once, address, token => PostAsync(address, form, authorization, token), cancellationToken);

    public void Dispose() => client.Dispose();

    private async Task<EhrResult<HttpAnswer>> RunAsync(
        ResiliencePipeline<HttpAnswer> pipeline, Uri address, Func<CancellationToken, Task<HttpAnswer>> send, CancellationToken cancellationToken)
    {
        // Outside the limits of time: waiting for a cap of our own is not the server's slowness.
        await TurnAsync(cancellationToken).ConfigureAwait(false);
        var started = time.GetTimestamp();
        var again = false;
        try
        {
            var answer = await pipeline.ExecuteAsync(async token =>
            {
                if (again)
                    await TurnAsync(token).ConfigureAwait(false);
                again = true;
                return await send(token).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            EhrResult<HttpAnswer> result = answer;
            return result with { Elapsed = time.GetElapsedTime(started), FirstByte = answer.FirstByte, Evidence = answer.Facts() };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is not ObjectDisposedException)
        {
            var waited = time.GetElapsedTime(started);
            var finding = ExceptionDiagnosis.Explain(fault, address, words);
            EhrResult<HttpAnswer> result = finding with
            {
                Evidence =
                [
                    new("Request", $"{(pipeline == reads ? "GET" : "POST")} {ShownPath.Of(address)}"), .. finding.Evidence,
                    new("Waited", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{waited.TotalMilliseconds:0} ms")),
                ],
            };
            return result with { Elapsed = waited };
        }
    }

    // Redirects are followed by hand, to the same host only: a token or an address must not leak to another one.
    private async Task<HttpAnswer> GetAsync(Uri address, string accept, string? bearer, CancellationToken cancellationToken)
    {
        for (var hop = 0; ; hop++)
        {
            if (hop > 0)
                await TurnAsync(cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd(accept);
            if (bearer is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!answer.IsRedirect || answer.Location is null || hop == LongestRedirectChain || !SameHost(address, answer.Location))
                return answer with { WasRedirected = hop > 0 };
            address = answer.Location;
        }
    }

    private async Task<HttpAnswer> PostAsync(
        Uri address, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.ParseAdd(MediaTypes.Json);
        request.Headers.Authorization = authorization;
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Add(Agent);
        var sent = time.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var firstByte = time.GetElapsedTime(sent);
        var body = await BodyReader.ReadAsync(response.Content, options.MaxBodyBytes, cancellationToken).ConfigureAwait(false);
        return HttpAnswer.From(response, request, body, time.GetUtcNow()) with { FirstByte = firstByte, Total = time.GetElapsedTime(sent) };
    }

    private ValueTask TurnAsync(CancellationToken cancellationToken) => options.BeforeRequest is { } before ? before(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Same scheme, host and port; a default port written out is the same port.</summary>
    public static bool SameHost(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
