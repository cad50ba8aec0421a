using Microsoft.Extensions.Time.Testing;

namespace EhrSimulator.Tests.Support;

/// <summary>A clock that the test moves, and that tells when somebody began to wait on it.</summary>
public sealed class SignallingTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TaskCompletionSource? timer;

    public Task NextTimer()
    {
        timer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return timer.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var created = base.CreateTimer(callback, state, dueTime, period);
        timer?.TrySetResult();
        return created;
    }
}
