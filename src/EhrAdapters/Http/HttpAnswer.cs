using System.Globalization;
using System.Net.Http;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>One whole HTTP answer, read and bounded. Holds patient data: in memory only.</summary>
internal sealed record HttpAnswer
{
    private static readonly string[] RequestIdHeaders =
        ["x-request-id", "mtrestapi-requestid", "Cerner-Correlation-ID", "opc-request-id", "X-Correlation-ID", "traceparent"];

    public required int Status { get; init; }

    public required string? ContentType { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The address asked, after redirects.</summary>
    public required Uri Address { get; init; }

    /// <summary>How far the server wants us to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The server's clock when it answered.</summary>
    public DateTimeOffset? ServerDate { get; init; }

    public string? Challenge { get; init; }

    public Uri? Location { get; init; }

    public string? RequestId { get; init; }

    /// <summary>True where the body ended before the length that was announced.</summary>
    public bool Truncated { get; init; }

    /// <summary>True where reading stopped at the size limit.</summary>
    public bool TooLarge { get; init; }

    /// <summary>True where a redirect led here.</summary>
    public bool WasRedirected { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public static HttpAnswer From(HttpResponseMessage response, Uri address, BodyReader.Body body, DateTimeOffset now) => new()
    {
        Status = (int)response.StatusCode,
        ContentType = response.Content.Headers.ContentType?.MediaType,
        Body = body.Bytes,
        Truncated = body.Truncated,
        TooLarge = body.TooLarge,
        Address = address,
        RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        },
        ServerDate = response.Headers.Date,
        Challenge = response.Headers.WwwAuthenticate.Count > 0 ? response.Headers.WwwAuthenticate.ToString() : null,
        Location = response.Headers.Location is { } location ? new Uri(address, location) : null,
        RequestId = RequestIdHeaders.Select(name => Header(response, name)).FirstOrDefault(value => value is not null),
    };

    /// <summary>The facts that may be shown: never the body, never the query.</summary>
    public IReadOnlyList<EvidenceItem> Facts()
    {
        List<EvidenceItem> facts = [new("HTTP status", Status.ToString(CultureInfo.InvariantCulture))];
        if (ContentType is not null)
            facts.Add(new("Content type", ContentType));
        if (RequestId is not null)
            facts.Add(new("Request id", RequestId));
        if (RetryAfter is { } wait)
            facts.Add(new("Retry-After", string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds:0} s")));
        return facts;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) && values.FirstOrDefault() is { Length: > 0 and <= 128 } value ? value : null;
}
