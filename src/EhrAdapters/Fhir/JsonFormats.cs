using EhrAdapters.Diagnosis;
using EhrAdapters.Http;

namespace EhrAdapters.Fhir;

/// <summary>
/// Finds the way of asking for JSON that a server understands: three ways, each tried once for the connection, and the one
/// that works is kept. A server that answers XML all the same is asked once more by parameter only.
/// </summary>
internal sealed class JsonFormats(EhrHttp http) : IDisposable
{
    private const string Parameter = "_format=json";

    private static readonly Way[] Ways = [new(MediaTypes.FhirJson, ByParameter: false), new(MediaTypes.Json, ByParameter: false), new(MediaTypes.FhirJson, ByParameter: true)];

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Way way = Ways[0];
    private volatile string? tried;

    /// <summary>One way of asking.</summary>
    private sealed record Way(string Accept, bool ByParameter)
    {
        public override string ToString() => ByParameter ? Parameter : Accept;
    }

    public async Task<EhrResult<HttpAnswer>> ReadAsync(Uri address, string? bearer, CancellationToken cancellationToken)
    {
        var first = way;
        var result = await AskAsync(first, address, bearer, cancellationToken).ConfigureAwait(false);
        if (result.Value is not { } answer || !IsOther(answer))
            return first == Ways[0] ? result : With(result, "Format that works", first.ToString());
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (way != first)
                return With(await AskAsync(way, address, bearer, cancellationToken).ConfigureAwait(false), "Format that works", way.ToString());
            return tried is { } list ? With(result, "Formats tried", list) : await TryAsync(first, result, address, bearer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<EhrResult<HttpAnswer>> TryAsync(Way first, EhrResult<HttpAnswer> result, Uri address, string? bearer, CancellationToken cancellationToken)
    {
        List<Way> asked = [first];
        foreach (var other in Ways.Where(one => one != first && (one.ByParameter || result.Value!.Status == 406)))
        {
            asked.Add(other);
            var another = await AskAsync(other, address, bearer, cancellationToken).ConfigureAwait(false);
            if (another.Value is { } answer && !IsOther(answer))
            {
                way = other;
                return With(another, "Format that works", other.ToString());
            }
        }

        tried = string.Join(", ", asked);
        return With(result, "Formats tried", tried);
    }

    private Task<EhrResult<HttpAnswer>> AskAsync(Way how, Uri address, string? bearer, CancellationToken cancellationToken) =>
        http.ReadAsync(how.ByParameter ? WithParameter(address) : address, how.Accept, bearer, cancellationToken);

    private static bool IsOther(HttpAnswer answer) => answer.Status == 406 || (answer.IsSuccess && ErrorBody.IsXml(answer));

    private static EhrResult<HttpAnswer> With(EhrResult<HttpAnswer> result, string name, string value) => result.Select(answer => answer with { Format = new(name, value) }) is { Value: { } told } said
        ? said with { Evidence = told.Facts() }
        : result;

    private static Uri WithParameter(Uri address) => address.Query.Contains("_format=", StringComparison.Ordinal)
        ? address
        : new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{Parameter}" : Parameter }.Uri;
}
