using EhrAdapters.Diagnosis;
using LiveTraffic.Gateway;
using Onboarding.Evidence;
using Onboarding.Stages.GoLive.Drill;
using static LiveTraffic.Drill.OutageRehearsal;

namespace LiveTraffic.Drill;

/// <summary>
/// The gateway, open for the drill alone, is closed by the same switch as a real roll back: the state is stored, every request reads it,
/// and the watch cuts what is in flight. Timed from the command to the first refused request and to the end of the one in flight.
/// </summary>
internal sealed class RollBackRehearsal(DrillCalls calls, Func<CancellationToken, Task> rollBack, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // Well past the limit, so that a slow switch is measured and not only called slow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ResultRow> RunAsync(CancellationToken cancellationToken)
    {
        var served = await calls.AskAsync(calls.Pass(), 0, null, cancellationToken);
        if (served.Refusal is { } refusal)
            return Row(CheckState.CouldNotAssess, "no request was served") with { Message = $"There was no traffic to cut: {refusal.Cause}", Owner = refusal.Owner, NextStep = refusal.NextStep };
        var held = calls.Pass(holds: true);
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var command = 0L;
        var inFlight = TimedAsync(held, () => command, both.Token);
        if (await Task.WhenAny(held.Holding, inFlight) == inFlight)
            return Row(CheckState.CouldNotAssess, "no request in flight") with { Message = "The request that should have been in flight ended before the roll back.", Owner = FaultOwner.NotSure, NextStep = "Hold the drill again." };

        command = time.GetTimestamp();
        await rollBack(cancellationToken);
        var refused = await FirstRefusedAsync(command, both.Token);
        var cut = await inFlight;
        return Judge(refused, cut);
    }

    private static ResultRow Judge(TimeSpan? refused, (TimeSpan Took, bool Cut) flight)
    {
        if (refused is not { } first || !flight.Cut)
            return Row(CheckState.Failed, $"not within {Seconds(Patience)}") with { Message = refused is null ? "Requests were still served after the roll back." : "The request in flight was not cut.", Owner = FaultOwner.OurService, NextStep = "Do not go live. An engineer looks at it; then hold the drill again." };
        var whole = first > flight.Took ? first : flight.Took;
        var row = Row(whole <= Limit ? CheckState.Passed : CheckState.Failed, $"back in {Seconds(whole)}");
        return row.State is CheckState.Passed
            ? row with { Margin = $"{Seconds(Limit - whole)} left", Sample = 2, Message = $"Back to the old state in {Seconds(whole)}: the next request was refused after {Seconds(first)}, the one in flight was cut after {Seconds(flight.Took)}. The site’s own state was not touched." }
            : row with { Message = "The roll back took effect too slowly.", Owner = FaultOwner.OurService, NextStep = "Do not go live. An engineer looks at the load on our own servers; then hold the drill again." };
    }

    private async Task<(TimeSpan Took, bool Cut)> TimedAsync(DrillPass held, Func<long> command, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.AskAsync(held, calls.Patients - 1, null, cancellationToken);
            return (time.GetElapsedTime(command()), answer.Refusal == GatewayRefusal.DrillRolledBack);
        }
        catch (OperationCanceledException)
        {
            return (Patience, false);
        }
    }

    private async Task<TimeSpan?> FirstRefusedAsync(long command, CancellationToken patience)
    {
        try
        {
            while ((await calls.AskAsync(calls.Pass(), 0, null, patience)).Refusal != GatewayRefusal.DrillRolledBack)
                patience.ThrowIfCancellationRequested();
            return time.GetElapsedTime(command);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static ResultRow Row(CheckState state, string measured) => new()
    {
        Code = DrillRows.RollBackCode, Check = DrillRows.RollBackCheck, State = state, Measured = measured, Limit = Seconds(Limit),
    };
}
