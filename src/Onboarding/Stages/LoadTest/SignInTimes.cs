using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>Times fresh sign-ins: each with an adapter of its own, because one adapter reuses its token.</summary>
public sealed class SignInTimes(IEhrAdapterFactory adapters, StageRunContext context, RequestBudget budget, TimeProvider time)
{
    // One after the other before the load; under load a few more come with the traffic.
    private const int BeforeTheLoad = 5;

    /// <summary>Why it was refused, or how long it took without what our own cap held it back.</summary>
    public async Task<(Finding? Fault, TimeSpan Took, TimeSpan Held)> MeasureAsync(CancellationToken cancellationToken)
    {
        var turns = new Turnstile(budget, time);
        using var adapter = adapters.Create(context.Connection!, context.Secrets, new() { Retries = 0, BeforeRequest = turns.TakeAsync });
        return await MeasureAsync(adapter, turns, cancellationToken);
    }

    /// <summary>A few in a row, as many as the vendor lets us ask for in a minute.</summary>
    /// <param name="adapter">The one that sends the test's requests: it must sign in anyway, so it is timed first.</param>
    /// <param name="turns">The adapter's way to the budget.</param>
    /// <param name="perMinute">Sign-ins a minute.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TokenFigures> MeasureSeveralAsync(IEhrAdapter adapter, Turnstile turns, int perMinute, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        for (var i = 0; i < Math.Clamp(perMinute, 1, BeforeTheLoad); i++)
        {
            var (fault, took, _) = i == 0 ? await MeasureAsync(adapter, turns, cancellationToken) : await MeasureAsync(cancellationToken);
            // One refusal is enough to know; more attempts could lock our client out.
            if (fault is not null)
                return new(times, fault);
            times.Add(took);
        }

        return new(times);
    }

    private static async Task<(Finding? Fault, TimeSpan Took, TimeSpan Held)> MeasureAsync(IEhrAdapter adapter, Turnstile turns, CancellationToken cancellationToken)
    {
        var signedIn = await adapter.SignInAsync(cancellationToken);
        return (signedIn.Finding, signedIn.Elapsed - turns.Held, turns.Held);
    }
}
