using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>Loads the hospital with 1.5 times the site's busiest hour, and judges how it answers.</summary>
public sealed class LoadTestRunner(IEhrAdapterFactory adapters, TimeProvider time) : IStageRunner
{
    public Stage Stage => Stage.LoadTest;

    /// <summary>Half a load test says nothing, and a second one nobody asked for is a burden to the hospital.</summary>
    public bool Resumable => false;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (Missing(context) is { } missing)
            return new([missing]);
        var (load, thresholds) = (context.Configuration.Load, context.Configuration.Thresholds);

        context.Progress.Report(new() { Now = "Timing the sign-in" });
        var token = await TokenProbe.MeasureAsync(adapters, context, cancellationToken);

        // Retries would hide from the figures what the hospital really did.
        using var adapter = adapters.Create(context.Connection!, context.Secrets, new() { Retries = 0 });
        context.Progress.Report(new() { Now = "Finding the named patients" });
        var traffic = await LoadTraffic.PrepareAsync(adapter, context.Patients, cancellationToken);
        if (traffic.Finding is { } fault)
            return new([ResultRow.Of("Named patients can be read", fault, letter: null) with { State = CheckState.Failed }]);

        var expected = load.Ramp + load.Hold;
        var figures = await new LoadGenerator(load, thresholds, time).RunAsync(traffic.Value!.SendAsync, Report, cancellationToken);
        var rows = new LoadVerdict(load, thresholds, context.Connection!.Environment).Rows(figures, token, traffic.Value.HasLookUps);
        return new(rows, figures.Report);

        void Report(LoadReport report) => context.Progress.Report(new()
        {
            Now = report.ElapsedSeconds < report.RampSeconds ? "Raising the rate" : "Holding the rate",
            Done = (int)Math.Min(report.ElapsedSeconds, expected.TotalSeconds),
            Total = (int)Math.Ceiling(expected.TotalSeconds),
            Expected = expected,
            Load = report,
        });
    }

    private static ResultRow? Missing(StageRunContext context)
    {
        var row = new ResultRow { Code = "LOAD-READY", Check = "Ready for a load test", State = CheckState.CouldNotAssess, Owner = FaultOwner.OurConfiguration };
        if (context.Connection is null)
            return row with { Message = "There is no connection yet.", NextStep = "Complete the configuration first." };
        if (context.Patients.Count == 0)
            return row with { Message = "No patients are named, so there is nothing to read.", NextStep = "Name the test patients that the hospital gave us, then test again." };
        return context.Configuration.Load is { TargetPerSecond: <= 0 } or { HoldSeconds: <= 0 }
            ? row with { Message = "The rate or the time to hold it is zero.", NextStep = "Give a peak rate, a cap and a hold above zero." }
            : null;
    }
}
