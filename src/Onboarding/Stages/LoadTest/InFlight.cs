using System.Runtime.ExceptionServices;

namespace Onboarding.Stages.LoadTest;

/// <summary>The requests on their way: how many, and what broke among them. No list, so that thousands cost nothing to look through.</summary>
internal sealed class InFlight
{
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? broken;
    private int count;
    private int closing;

    public int Count => Volatile.Read(ref count);

    public void Start(Func<Task> send)
    {
        Interlocked.Increment(ref count);
        _ = FollowAsync(send);
    }
    /// <summary>Throws what one of them broke with; what a hospital does is never thrown, so it is a bug of ours.</summary>
    public void ThrowIfBroken() => Volatile.Read(ref broken)?.Throw();

    /// <summary>Ends with the last of them; nothing may be started any more.</summary>
    public Task CloseAsync()
    {
        Volatile.Write(ref closing, 1);
        Interlocked.MemoryBarrier();
        if (Count == 0)
            empty.TrySetResult();
        return empty.Task;
    }

    private async Task FollowAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception bug)
        {
            Interlocked.CompareExchange(ref broken, ExceptionDispatchInfo.Capture(bug), null);
        }
        finally
        {
            if (Interlocked.Decrement(ref count) == 0 && Volatile.Read(ref closing) == 1)
                empty.TrySetResult();
        }
    }
}
