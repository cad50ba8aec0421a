using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>Keeps one token: reused within its life, renewed by one caller while the others wait, dropped when the EHR refuses it.</summary>
internal sealed class TokenSource(TokenClient client, Func<CancellationToken, Task<EhrResult<Uri>>> findEndpoint, TimeProvider time) : IDisposable
{
    // A standing refusal is not asked again for a minute: servers lock clients out that knock too often.
    private static readonly TimeSpan RefusalStands = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Uri? endpoint;
    private EhrResult<AccessToken>? kept;
    private (Finding Finding, DateTimeOffset Until)? refused;

    /// <summary>A living token, or why there is none.</summary>
    public async Task<EhrResult<AccessToken>> GetAsync(CancellationToken cancellationToken)
    {
        if (Living() is { } living)
            return living;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Living() ?? await RenewAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Drops a token that the EHR refused, unless somebody has renewed it already.</summary>
    public void Invalidate(AccessToken token) => Interlocked.CompareExchange(ref kept, null, kept?.Value == token ? kept : null);

    public void Dispose()
    {
        gate.Dispose();
        client.Dispose();
    }

    private EhrResult<AccessToken>? Living() => Volatile.Read(ref kept) is { Value: { } token } living && time.GetUtcNow() < token.RenewAt ? living : null;

    private async Task<EhrResult<AccessToken>> RenewAsync(CancellationToken cancellationToken)
    {
        if (refused is { } standing && time.GetUtcNow() < standing.Until)
            return standing.Finding;
        if (endpoint is null)
        {
            var found = await findEndpoint(cancellationToken).ConfigureAwait(false);
            if (found.Value is null)
                return found.Finding!;
            endpoint = found.Value;
        }

        var result = await client.RequestAsync(endpoint, cancellationToken).ConfigureAwait(false);
        refused = result.Finding is { Code: FindingCodes.OauthInvalidClient } finding ? (finding, time.GetUtcNow() + RefusalStands) : null;
        Volatile.Write(ref kept, result.Succeeded ? result : null);
        return result;
    }
}
