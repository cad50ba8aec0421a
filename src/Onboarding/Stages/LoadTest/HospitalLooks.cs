using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>Single polite reads: how quick the hospital is when nobody loads it, and whether it comes back to that after the test.</summary>
internal sealed class HospitalLooks(IEhrAdapter adapter, IReadOnlyList<string> fhirIds, RequestBudget budget, Func<CancellationToken, Task<string?>> mayGoOn, TimeProvider time)
{
    private const int Reads = 5;

    /// <summary>How near to its idle speed is near enough; a few milliseconds are noise whatever they are in percent.</summary>
    private const double Near = 1.2;
    private const double NoiseMilliseconds = 50;

    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private TimeSpan askedToWait;

    /// <summary>What the hospital refused a single read with as too much; the load must not follow then.</summary>
    public Finding? TooMuch { get; private set; }

    /// <summary>The slowest of a few reads in milliseconds, which is the p95 of so few; null where one failed or none may be sent.</summary>
    public async Task<double?> LookAsync(CancellationToken cancellationToken)
    {
        var slowest = 0.0;
        for (var i = 0; i < Reads; i++)
        {
            if (await mayGoOn(cancellationToken) is not null)
                return null;
            // Before the read, so that what our own cap holds back is no part of it.
            if (budget.Wait is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, cancellationToken);
            var read = await adapter.ReadPatientAsync(fhirIds[i % fhirIds.Count], cancellationToken);
            askedToWait = new LoadSample(LoadKind.Read, default, default, read.Finding).AskedToWait ?? TimeSpan.Zero;
            TooMuch = LoadSample.SaysTooMuch(read.Finding) ? read.Finding : null;
            if (!read.Succeeded)
                return null;
            slowest = Math.Max(slowest, read.Elapsed.TotalMilliseconds);
        }

        return Math.Round(slowest, 1);
    }

    /// <summary>Looks until it is back or the time is over; null where nothing could be seen.</summary>
    public async Task<LoadRecovery?> RecoverAsync(double idle, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (double? last = null; ;)
        {
            last = await LookAsync(cancellationToken) ?? last;
            var passed = time.GetElapsedTime(start);
            if (last <= Math.Max(idle * Near, idle + NoiseMilliseconds))
                return new(idle, last.Value, Math.Round(passed.TotalSeconds, 1));
            if (passed + askedToWait >= Longest || await mayGoOn(cancellationToken) is not null)
                return last is { } seen ? new(idle, seen, null) : null;
            await Task.Delay(askedToWait > Between ? askedToWait : Between, time, cancellationToken);
        }
    }
}
