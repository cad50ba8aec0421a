using System.Net;
using System.Text;

namespace EhrAdapters.Tests.Http;

/// <summary>Answers requests from a function and remembers what was asked.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private int count;

    public List<(HttpMethod Method, Uri Address, string? Authorization, string Body)> Asked { get; } = [];

    /// <summary>The same answer to everything.</summary>
    public static StubHandler Always(int status, string body, string contentType = "application/fhir+json", params (string Name, string Value)[] headers) =>
        new((_, _) => Answer(status, body, contentType, headers));

    public static HttpResponseMessage Answer(int status, string body, string contentType = "application/fhir+json", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        int number;
        lock (Asked)
        {
            Asked.Add((request.Method, request.RequestUri!, request.Headers.Authorization?.ToString(), body));
            number = count++;
        }

        return answer(request, number);
    }
}
