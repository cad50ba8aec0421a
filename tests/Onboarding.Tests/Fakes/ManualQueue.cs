using Onboarding.Runs;

namespace Onboarding.Tests.Fakes;

/// <summary>Keeps queued runs until the test takes them; nobody ever works on one by itself.</summary>
public sealed class ManualQueue : IRunQueue
{
    public List<Guid> Queued { get; } = [];

    public Task EnqueueAsync(Guid runId, CancellationToken cancellationToken)
    {
        Queued.Add(runId);
        return Task.CompletedTask;
    }

    public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult(false);
}
