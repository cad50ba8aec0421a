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
        var held = TimeSpan.Zero;
        using var adapter = adapters.Create(context.Connection!, context.Secrets, new() { Retries = 0, BeforeRequest = TakeAsync });
        var signedIn = await adapter.SignInAsync(cancellationToken);
        return (signedIn.Finding, signedIn.Elapsed - held, held);

        async ValueTask TakeAsync(CancellationToken token)
        {
            var from = time.GetTimestamp();
            await budget.TakeAsync(token);
            held += time.GetElapsedTime(from);
        }
    }

    /// <summary>A few in a row, as many as the vendor lets us ask for.</summary>
    /// <param name="perMinute">Sign-ins a minute; one is left for the requests that follow.</param>
    public async Task<TokenFigures> MeasureSeveralAsync(int perMinute, CancellationToken cancellationToken)
    {
        List<TimeSpan> times = [];
        for (var i = 0; i < Math.Clamp(perMinute - 1, 1, BeforeTheLoad); i++)
        {
            var (fault, took, _) = await MeasureAsync(cancellationToken);
            // One refusal is enough to know; more attempts could lock our client out.
            if (fault is not null)
                return new(times, fault);
            times.Add(took);
        }

        return new(times);
    }
}
