using System.Net;
using System.Net.Http.Headers;

namespace Onboarding.Directories;

/// <summary>
/// Fetches a list from an address that a person typed: over https, through the guarded handler, up to the size limit, following
/// redirects only inside the same host.
/// </summary>
public sealed class DirectoryDownload(Func<HttpMessageHandler> handler, TimeProvider time)
{
    private const int MostRedirects = 3;
    private const string Json = "application/json";

    /// <summary>The https address that a text is, or null.</summary>
    public static Uri? Address(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url is { Scheme: "https", Host.Length: > 0, UserInfo.Length: 0 } ? url : null;

    /// <summary>What the reader made of the body, or why there was none.</summary>
    public async Task<Result<T>> ReadAsync<T>(Uri address, Func<Stream, CancellationToken, Task<Result<T>>> read, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DirectoryLimits.Download, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var client = new HttpClient(handler()) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            return await FollowAsync(client, address, read, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DirectoryRefusals.TooSlow;
        }
        catch (ListTooLargeException)
        {
            return DirectoryRefusals.TooLarge;
        }
        // The messages may quote what the server sent; which fault it was is nothing that the person could act on.
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            return DirectoryRefusals.NotReached;
        }
    }

    private static async Task<Result<T>> FollowAsync<T>(HttpClient client, Uri address, Func<Stream, CancellationToken, Task<Result<T>>> read, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/fhir+json"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Json, 0.9));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.1));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest && response.Headers.Location is { } location && redirects < MostRedirects)
            {
                var next = new Uri(address, location);
                if (next.Scheme != Uri.UriSchemeHttps || !next.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase) || next.Port != address.Port)
                    return DirectoryRefusals.Elsewhere(next);
                address = next;
                continue;
            }

            if (!response.IsSuccessStatusCode)
                return DirectoryRefusals.Answered((int)response.StatusCode);
            await using var body = new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken), DirectoryLimits.Bytes);
            return await read(body, cancellationToken);
        }
    }
}
