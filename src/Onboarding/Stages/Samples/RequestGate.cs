namespace Onboarding.Stages.Samples;

/// <summary>Lets only so many requests at a hospital run at once.</summary>
public sealed class RequestGate(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(1, atOnce));

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await request(cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
