using System.Net.Http;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>One whole HTTP answer, read and bounded. Holds patient data: in memory only.</summary>
internal sealed record HttpAnswer
{
    // How vendors, clouds and gateways name the number under which their log keeps a request; the vendors' own first.
    private static readonly string[] RequestIdHeaders =
    [
        "x-request-id", "mtrestapi-requestid", "Cerner-Correlation-ID", "opc-request-id", "X-Correlation-ID", "traceparent",
        "x-ms-request-id", "x-azure-ref", "x-amzn-requestid", "apigw-requestid", "x-amz-cf-id", "cf-ray", "x-kong-request-id",
    ];

    public required int Status { get; init; }

    public required string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The address asked, after redirects.</summary>
    public required Uri Address { get; init; }

    /// <summary>The method that was used.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The protocol's version, such as <c>1.1</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>True where the request carried a token or a secret, so that the body may hold what only we may see.</summary>
    public bool IsAuthorised { get; init; }

    /// <summary>From sending to the headers.</summary>
    public TimeSpan FirstByte { get; init; }

    /// <summary>From sending to the last byte.</summary>
    public TimeSpan Total { get; init; }

    /// <summary>Our clock when the answer had come.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>What answered, by its own words, such as <c>nginx</c>.</summary>
    public string? Server { get; init; }

    /// <summary>What asking for JSON took, where it took more than asking once.</summary>
    public EvidenceItem? Format { get; init; }

    /// <summary>How far the server wants us to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's clock when it answered.</summary>
    public DateTimeOffset? ServerDate { get; init; }

    public string? Challenge { get; init; }

    public Uri? Location { get; init; }

    /// <summary>Every number by which the other side can find this request in a log: header, value.</summary>
    public IReadOnlyList<EvidenceItem> RequestIds { get; init; } = [];

    public string? RequestId => RequestIds.Count > 0 ? RequestIds[0].Value : null;

    /// <summary>True where the body ended before the length that was announced.</summary>
    public bool Truncated { get; init; }

    /// <summary>True where reading stopped at the size limit.</summary>
    public bool TooLarge { get; init; }

    /// <summary>True where a redirect led here.</summary>
    public bool WasRedirected { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public static HttpAnswer From(HttpResponseMessage response, HttpRequestMessage request, BodyReader.Body body, DateTimeOffset now) => new()
    {
        Status = (int)response.StatusCode,
        ContentType = response.Content.Headers.ContentType?.MediaType,
        Body = body.Bytes,
        Truncated = body.Truncated,
        TooLarge = body.TooLarge,
        Address = request.RequestUri!,
        Method = request.Method.Method,
        Protocol = response.Version.ToString(),
        IsAuthorised = request.Headers.Authorization is not null || request.Content is not null,
        Received = now,
        Server = Header(response, "Server"),
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        },
        ServerDate = response.Headers.Date,
        Challenge = response.Headers.WwwAuthenticate.Count > 0 ? response.Headers.WwwAuthenticate.ToString() : null,
        Location = response.Headers.Location is { } location ? new Uri(request.RequestUri!, location) : null,
        RequestIds = [.. RequestIdHeaders.Select(name => new EvidenceItem(name, Header(response, name) ?? "")).Where(id => id.Value.Length > 0)],
    };

    /// <summary>The facts that may be shown: never the body, never the query.</summary>
    public IReadOnlyList<EvidenceItem> Facts() => AnswerFacts.Of(this);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 and <= 128 } value && !value.Any(char.IsControl) ? value : null;
}
