using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>
/// Keeps one token: reused within its life, renewed by one caller while the others wait, dropped when the EHR refuses it. While
/// a refusal stands nothing is sent, whoever asks: the ladder, the load test, the gateway and the probes all sign in here.
/// </summary>
internal sealed class TokenSource(TokenClient client, AttemptLimit limit, Func<CancellationToken, Task<EhrResult<Uri>>> findEndpoint, TimeProvider time) : IDisposable
{
    // A faltering service gets a pause between requests, however many callers wait for a token.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private Uri? endpoint;
    private EhrResult<AccessToken>? kept;
    private (Finding Finding, DateTimeOffset Until)? failed;

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
        if (failed is { } fault && time.GetUtcNow() < fault.Until)
            return fault.Finding;
        if (endpoint is null)
        {
            var found = await findEndpoint(cancellationToken).ConfigureAwait(false);
            if (found.Value is null)
                return found.Finding!;
            endpoint = found.Value;
        }

        var asks = client.At(endpoint);
        using var turn = await limit.TurnAsync(asks, cancellationToken).ConfigureAwait(false);
        if (await limit.FindAsync(asks, client.Proof, cancellationToken).ConfigureAwait(false) is { } held)
            return client.Held(endpoint, held);
        var result = await client.RequestAsync(endpoint, cancellationToken).ConfigureAwait(false);
        failed = result.Finding is { } finding && !AttemptLimit.Stands(finding.Code) ? (finding, time.GetUtcNow() + PauseAfter(finding)) : null;
        Volatile.Write(ref kept, result.Succeeded ? result : null);
        return await limit.NoteAsync(asks, client.Proof, result, cancellationToken).ConfigureAwait(false);
    }

    private static TimeSpan PauseAfter(Finding finding) => finding.Code is FindingCodes.Oauth429 ? Shorter(finding.Retry.After ?? BusyPause, AttemptLimit.Window) : Pause;

    // A server that names next year must not silence us until then.
    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
