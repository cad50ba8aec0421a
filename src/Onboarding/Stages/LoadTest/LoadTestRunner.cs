using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>Loads the hospital as the site's settings say, and judges how it answers.</summary>
public sealed class LoadTestRunner(IEhrAdapterFactory adapters, IEnumerable<ILoadWatch> watches, TimeProvider time) : IStageRunner
{
    private readonly ILoadWatch[] watches = [.. watches];

    public Stage Stage => Stage.LoadTest;

    /// <summary>Half a load test says nothing, and a second one nobody asked for is a burden to the hospital.</summary>
    public bool Resumable => false;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (LoadReadiness.Missing(context, time.GetUtcNow()) is { } missing)
            return new([missing]);
        var cap = LoadCap.Of(context.Configuration.Load, adapters.FindProfile(context.Connection!.Vendor), context.Consent);
        var guard = new LoadGuard(context, watches, time);
        if (await guard.LookAsync(cancellationToken) is { } reason)
            return new([LoadReadiness.NotNow(reason)]);
        using var run = new LoadTestRun(context, adapters, cap, guard, time);
        return await run.RunAsync(cancellationToken);
    }
}
