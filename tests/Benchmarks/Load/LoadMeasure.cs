namespace Benchmarks.Load;

/// <summary>The load generator against the simulator on the same machine, beside public tools in the same run.</summary>
internal static class LoadMeasure
{
    private const double StallSeconds = 2;
    private const double StallEverySeconds = 10;
    private const int RateSeconds = 10;
    private const int StallHoldSeconds = 30;
    private static readonly int[] Rates = [500, 1_000, 2_000];

    public static async Task PrintAsync(Action<object> print)
    {
        await using var simulator = await SimulatorProcess.StartAsync();
        using var bare = new BareSender(simulator.PatientUrl);
        using var adapter = new AdapterSender(simulator);
        ISender[] senders = [bare, adapter];
        foreach (var sender in senders)
            await LoadRun.OfAsync(sender, 500, 5);
        foreach (var rate in Rates)
        {
            foreach (var sender in senders)
                print(Rate(sender, rate, await LoadRun.OfAsync(sender, rate, RateSeconds)));
            print(await PublicTools.HeyAsync(simulator.PatientUrl, rate, RateSeconds, "load-rate"));
        }

        print(await PublicTools.WrkAsync(simulator.PatientUrl, RateSeconds, "load-rate"));
        foreach (var rate in Rates)
        {
            foreach (var sender in senders)
                print(await StallAsync(simulator, sender, rate));
            await simulator.DialAsync(new { stallSeconds = StallSeconds, stallEverySeconds = StallEverySeconds });
            print(await PublicTools.HeyAsync(simulator.PatientUrl, rate, StallHoldSeconds, "load-stall"));
            await simulator.DialAsync(new { stallSeconds = 0 });
        }
    }

    private static object Rate(ISender sender, int rate, LoadRun run) => new
    {
        measure = "load-rate", tool = "generator", sender = sender.Name, asked = rate, achieved = Math.Round(run.Achieved, 1),
        achievedOfAsked = Math.Round(run.Achieved / rate, 4), within1Percent = Math.Abs((run.Achieved / rate) - 1) <= 0.01,
        sentLate = run.Figures.Shortfall.Ours, notSent = run.Figures.Shortfall.NotSent, errors = run.Figures.Report.Errors,
        p50 = run.Kind.FromDue.P50, p99 = run.Kind.FromDue.P99, uncorrectedP99 = run.Kind.FromSent.P99,
        cpuMicrosecondsPerRequest = run.CpuMicrosecondsPerRequest, allocatedBytesPerRequest = run.AllocatedBytesPerRequest,
    };

    private static async Task<object> StallAsync(SimulatorProcess simulator, ISender sender, int rate)
    {
        // How quick it is without stalls, in the same run: what the known delays are added to.
        var calm = (await LoadRun.OfAsync(sender, rate, RateSeconds / 2)).Kind.FromDue.P50;
        var from = await simulator.DialAsync(new { stallSeconds = StallSeconds, stallEverySeconds = StallEverySeconds });
        var run = await LoadRun.OfAsync(sender, rate, StallHoldSeconds);
        await simulator.DialAsync(new { stallSeconds = 0 });
        var predicted = PredictedP99(run, from, calm);
        return new
        {
            measure = "load-stall", tool = "generator", sender = sender.Name, asked = rate, stallSeconds = StallSeconds, stallEverySeconds = StallEverySeconds,
            achievedOfAsked = Math.Round(run.Achieved / rate, 4), sentLate = run.Figures.Shortfall.Ours, notSent = run.Figures.Shortfall.NotSent, errors = run.Figures.Report.Errors,
            predictedP99 = Math.Round(predicted, 1), correctedP99 = run.Kind.FromDue.P99, ofPredicted = Math.Round(run.Kind.FromDue.P99 / predicted, 4),
            within10Percent = Math.Abs((run.Kind.FromDue.P99 / predicted) - 1) <= 0.1, uncorrectedP99 = run.Kind.FromSent.P99,
            cpuMicrosecondsPerRequest = run.CpuMicrosecondsPerRequest, allocatedBytesPerRequest = run.AllocatedBytesPerRequest,
        };
    }

    /// <summary>The p99 of what each request has to wait: it is due at a known moment, and the stalls begin at known moments.</summary>
    private static double PredictedP99(LoadRun run, DateTimeOffset stallFrom, double calm)
    {
        var waits = new double[run.Schedule.Total];
        for (var number = 0; number < waits.Length; number++)
        {
            var into = (run.Began + run.Schedule.DueAt(number) - stallFrom).TotalSeconds % StallEverySeconds;
            waits[number] = (into < StallSeconds ? (StallSeconds - into) * 1000 : 0) + calm;
        }

        Array.Sort(waits);
        return waits[(int)Math.Ceiling(waits.Length * 0.99) - 1];
    }
}
