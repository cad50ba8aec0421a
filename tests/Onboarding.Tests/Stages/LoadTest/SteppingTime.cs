using Microsoft.Extensions.Time.Testing;

namespace Onboarding.Tests.Stages.LoadTest;

/// <summary>A clock that tells when the code under test waits, so that a test turns it exactly then and never guesses.</summary>
internal sealed class SteppingTime : FakeTimeProvider
{
    private readonly SemaphoreSlim waits = new(0);
    private TimeSpan due;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        due = dueTime;
        waits.Release();
        return timer;
    }

    /// <summary>Turns the clock, by a step or as far as the wait is long, until the work has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> work, TimeSpan step, Action<TimeSpan>? each, CancellationToken cancellationToken)
    {
        var start = GetUtcNow();
        while (!work.IsCompleted)
        {
            var waiting = waits.WaitAsync(cancellationToken);
            if (await Task.WhenAny(waiting, work) == work)
                break;
            Advance(due > step ? due : step);
            each?.Invoke(GetUtcNow() - start);
        }

        return await work;
    }
}
