using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>One load test from the first sign-in to the verdict. Every request of it passes one budget.</summary>
internal sealed class LoadTestRun(StageRunContext context, IEhrAdapterFactory adapters, LoadCap cap, LoadGuard guard, TimeProvider time) : IDisposable
{
    private readonly LoadSettings load = context.Configuration.Load;
    private readonly Thresholds thresholds = context.Configuration.Thresholds;
    private readonly Connection connection = context.Connection!;
    private readonly LoadSchedule schedule = LoadSchedule.Of(context.Configuration.Load, cap.PerMinute);
    private readonly RequestBudget budget = new(cap.PerMinute, time);

    private LoadReport? last;

    public void Dispose() => budget.Dispose();

    public async Task<StageOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var signIns = connection.SignIn.Method is SignInMethod.None ? null : new SignInTimes(adapters, context, budget, time);
        var signInsPerMinute = adapters.FindProfile(connection.Vendor)?.Limits.SignIns(connection.Environment) ?? LoadCap.UsualSignIns;
        // Retries would hide from the figures what the hospital really did.
        var turns = new Turnstile(budget, time);
        using var adapter = adapters.Create(connection, context.Secrets, new() { Retries = 0, BeforeRequest = turns.TakeAsync });
        Tell("Timing the sign-in");
        var token = signIns is null ? null : await signIns.MeasureSeveralAsync(adapter, turns, signInsPerMinute, cancellationToken);
        if (token?.Fault is not null)
            return new([TokenRow.Of(token, thresholds)]);

        Tell("Finding the named patients");
        var (targets, fault, stopped) = await new LoadPreparation(adapter, context.Patients, guard.LookAsync).RunAsync(cancellationToken);
        if (stopped is not null)
            return new([LoadReadiness.NotNow(stopped)]);
        if (targets is null)
            return new([ResultRow.Of("Named patients can be read", fault!, letter: null) with { State = CheckState.Failed }]);

        Tell("Timing the hospital while it is idle");
        var looks = new HospitalLooks(adapter, targets.FhirIds, budget, guard.LookAsync, time);
        var idle = await looks.LookAsync(cancellationToken);
        await MakeRoomAsync(cancellationToken);

        // The sign-ins of the preparation fall into the first minute.
        var order = new TrafficOrder(load.Mix ?? TrafficMix.Usual, targets.Served, signInsPerMinute, TimeSpan.FromMinutes(1));
        var traffic = new LoadTraffic(adapter, targets, order, signIns);
        var generator = new LoadGenerator(schedule, new LoadMeter(load, thresholds, schedule), time) { Budget = budget, Guard = guard.Look };
        var figures = await generator.RunAsync(traffic.SendAsync, Report, cancellationToken);

        var test = new LoadCase
        {
            Load = load, Thresholds = thresholds, Environment = connection.Environment, Cap = cap, Schedule = schedule, Figures = figures, Unserved = targets.Unserved,
            Token = token is null ? null : token with { Times = [.. token.Times, .. traffic.SignInsUnderLoad] },
            Recovery = await RecoverAsync(looks, idle, figures, cancellationToken),
        };
        return new(LoadVerdict.Rows(test), Stamped(figures.Report) with { Capacity = figures.Report.Capacity, Blame = LoadVerdict.Blame(test), Recovery = test.Recovery });
    }

    /// <summary>Waits until the preparation has left the second and the minute that the cap is counted over, where the test needs them.</summary>
    private async Task MakeRoomAsync(CancellationToken cancellationToken)
    {
        if (budget.WaitFor(First(TimeSpan.FromSeconds(1)), First(TimeSpan.FromMinutes(1))) is not { Ticks: > 0 } wait)
            return;
        Tell("Waiting, so that preparation and test together stay below the cap");
        await Task.Delay(wait, time, cancellationToken);
    }

    private int First(TimeSpan time) => (int)Math.Ceiling(schedule.DueBy(time));

    // After a refusal, or where nothing more may be sent, not even a single read is.
    private async Task<LoadRecovery?> RecoverAsync(HospitalLooks looks, double? idle, LoadFigures figures, CancellationToken cancellationToken)
    {
        if (idle is not { } before || figures.Report.Throttled > 0 || figures.PausedUntil.TotalSeconds > figures.Report.ElapsedSeconds || await guard.LookAsync(cancellationToken) is not null)
            return null;
        Tell("Waiting for the hospital to be as quick as before");
        return await looks.RecoverAsync(before, cancellationToken);
    }

    private LoadReport Stamped(LoadReport report) => report with { Environment = connection.Environment, CapPerSecond = Math.Round(cap.PerSecond, 2) };

    private void Report(LoadReport report)
    {
        last = Stamped(report);
        Tell(report.ElapsedSeconds < report.RampSeconds ? "Raising the rate" : report.ElapsedSeconds < schedule.End.TotalSeconds ? "Holding the rate" : "Waiting for the last answers");
    }

    private void Tell(string now) => context.Progress.Report(new()
    {
        Now = now,
        Done = last is null ? null : (int)Math.Min(last.ElapsedSeconds, schedule.End.TotalSeconds),
        Total = last is null ? null : (int)Math.Ceiling(schedule.End.TotalSeconds),
        Expected = schedule.End,
        Load = last,
    });
}
