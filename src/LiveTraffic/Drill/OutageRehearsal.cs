using System.Globalization;
using EhrAdapters.Diagnosis;
using LiveTraffic.Downtime;
using LiveTraffic.Gateway;
using Onboarding.Evidence;
using Onboarding.Stages.GoLive.Drill;

namespace LiveTraffic.Drill;

/// <summary>An outage that only a drill's own requests see: they queue, it ends, they drain in order, each answer is fetched once. A queue of the same make as the real one, but its own.</summary>
internal sealed class OutageRehearsal(DrillCalls calls, TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private const string Key = "drill";
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    public async Task<ResultRow> RunAsync(CancellationToken cancellationToken)
    {
        var queue = new DowntimeQueue(time);
        var pass = calls.Pass();
        pass.Outage = true;
        List<int> drained = [];
        List<string> ids = [];
        var began = time.GetTimestamp();
        for (var number = 0; number < calls.Patients; number++)
        {
            var patient = number;
            var asked = await queue.AskAsync(Key, (turn, cancellation) => AskAsync(pass, patient, turn, drained, cancellation), cancellationToken);
            if (asked.Id is not { } id || asked.Place != number + 1)
                return Failed($"{ids.Count} of {calls.Patients} queued", "A request that should have waited did not.");
            ids.Add(id);
        }

        var lane = queue.LaneOf(calls.Site)!;
        await lane.WorkAsync(null, cancellationToken);
        if (drained.Count > 0 || lane.Figures.Waiting != ids.Count)
            return Failed($"{drained.Count} left too early", "A request was answered in the middle of the outage.");
        var filled = time.GetElapsedTime(began);

        pass.Outage = false;
        var ended = time.GetTimestamp();
        await lane.WorkAsync(DateTimeOffset.MaxValue, cancellationToken);
        var took = time.GetElapsedTime(ended);
        return Judge(queue, ids, drained, filled, took);
    }

    private ResultRow Judge(DowntimeQueue queue, List<string> ids, List<int> drained, TimeSpan filled, TimeSpan took)
    {
        var answers = ids.Select(id => queue.Fetch(calls.Site, id, Key)).ToList();
        var measured = $"{ids.Count} queued, {drained.Count} drained in {Seconds(took)}";
        if (answers.FirstOrDefault(answer => answer.Answer?.Refusal is not null) is { Answer.Refusal: { } refusal })
            return Failed(measured, $"The hospital refused a look-up after the outage: {refusal.Cause}", refusal.Owner, refusal.NextStep);
        if (answers.Any(answer => answer.State is not QueueState.Answered) || !drained.SequenceEqual(Enumerable.Range(0, ids.Count)))
            return Failed(measured, "Not every request was drained in the order in which it came.");
        if (ids.Any(id => queue.Fetch(calls.Site, id, Key).State is not QueueState.Gone))
            return Failed(measured, "An answer could be fetched twice.");
        return took > Limit
            ? Failed(measured, "The queue drained too slowly.", FaultOwner.Hospital, "Look at the hospital’s answer times under load test, then hold the drill again.")
            : Row(CheckState.Passed, measured) with
            {
                Margin = $"{Seconds(Limit - took)} left",
                Sample = ids.Count,
                Message = $"The outage was simulated for the drill’s own look-ups only. They filled the queue in {Seconds(filled)}, left it in order once it ended, and each answer was fetched once.",
            };
    }

    private async Task<GatewayAnswer> AskAsync(DrillPass pass, int patient, QueueTurn? turn, List<int> drained, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(pass, patient, turn, cancellationToken);
        if (turn is null && !QueueRules.MayPass(answer))
            drained.Add(patient);
        return answer;
    }

    internal static string Seconds(TimeSpan span) => span < Tenth ? "under 0.1 s" : $"{span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";

    private static ResultRow Failed(string measured, string cause, FaultOwner owner = FaultOwner.OurService, string next = "An engineer looks at it; then hold the drill again.") =>
        Row(CheckState.Failed, measured) with { Message = cause, Owner = owner, NextStep = next };

    private static ResultRow Row(CheckState state, string measured) => new()
    {
        Code = DrillRows.QueueCode, Check = DrillRows.QueueCheck, State = state, Measured = measured, Limit = $"all, in order, in {(int)Limit.TotalSeconds} s",
    };
}
