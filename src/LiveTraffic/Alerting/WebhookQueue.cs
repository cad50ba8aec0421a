using System.Threading.Channels;

namespace LiveTraffic.Alerting;

/// <summary>Alerts on their way to the webhook. Adding never waits; the rows are the truth, so a lost queue loses nothing.</summary>
public sealed class WebhookQueue
{
    private readonly Channel<Guid> alerts = Channel.CreateUnbounded<Guid>();

    public void Add(Guid alert) => alerts.Writer.TryWrite(alert);

    internal IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancellationToken) => alerts.Reader.ReadAllAsync(cancellationToken);
}
