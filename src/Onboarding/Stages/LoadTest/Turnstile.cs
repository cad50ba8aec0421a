namespace Onboarding.Stages.LoadTest;

/// <summary>One adapter's way to the budget; remembers how long the budget held it back, which is no part of what the hospital took.</summary>
public sealed class Turnstile(RequestBudget budget, TimeProvider time)
{
    public TimeSpan Held { get; private set; }

    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        var from = time.GetTimestamp();
        await budget.TakeAsync(cancellationToken);
        Held += time.GetElapsedTime(from);
    }
}
