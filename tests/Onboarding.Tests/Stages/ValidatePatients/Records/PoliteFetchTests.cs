using Onboarding.Lifecycle;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Records;

/// <summary>How many requests a validation costs a hospital, and how many of them at once.</summary>
public sealed class PoliteFetchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Ten_patients_cost_sixty_one_requests_and_never_more_at_once_than_the_vendor_bears(int atOnce)
    {
        await using var bench = await RecordJudgementTests.OpenAsync();
        bench.Adapters.Profile = bench.Adapters.Profile with { ParallelSearches = atOnce };
        var (running, most) = (0, 0);
        var full = new TaskCompletionSource();
        bench.Adapters.Before = async _ =>
        {
            var now = Interlocked.Increment(ref running);
            lock (full)
                most = Math.Max(most, now);
            // Nobody goes on until as many wait as are let in: that proves that they run side by side.
            if (now == atOnce)
                full.TrySetResult();
            if (!full.Task.IsCompleted)
                await full.Task.WaitAsync(Bench.Cancel);
            Interlocked.Decrement(ref running);
        };

        await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal(atOnce, most);
        // Ten patients, five kinds of record each, and the one clinician that all of them refer to.
        Assert.Equal(10 + (10 * 5) + 1, bench.Adapters.Asked.Count);
    }

    [Fact]
    public async Task Patient_named_twice_is_read_once()
    {
        await using var bench = await RecordJudgementTests.OpenAsync();

        await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. Samples.Named, new(EhrAdapters.Diagnosis.TestPatientKind.FhirId, "p-1")] });

        Assert.Single(bench.Adapters.Asked, asked => asked == "Encounter?patient=p-1");
    }
}
