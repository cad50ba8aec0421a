using EhrAdapters.Diagnosis.Ladder;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>
/// The checks of ourselves, begun with the climb and run beside it. None may hold the climb up: what has not answered shortly
/// after the connect limit could not be assessed.
/// </summary>
internal sealed class SelfCheckList : IDisposable
{
    // A silent hospital ends with the connect limit; half a second later we stop waiting for ourselves too.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    private readonly CancellationToken caller;
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource stop;
    private readonly Task<IReadOnlyList<SelfCheck>> running;

    private SelfCheckList(Climb climb, CancellationToken cancellationToken)
    {
        caller = cancellationToken;
        limit = new CancellationTokenSource(climb.Limits.ConnectTimeout + Margin, climb.Time);
        stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Control = WithinAsync(ControlAddress.AskAsync(climb, stop.Token), ControlAnswer.None);
        Clock = WithinAsync(ClockCheck.RunAsync(climb, Control, stop.Token), new(NotInTime(SelfCheckKind.Clock), null));
        running = ListAsync([SelfCheckKind.Clock], ClockAsync());
        climb.Ourselves = OfflineChecks.RunAsync(climb, cancellationToken);
    }

    /// <summary>What the control address said.</summary>
    public Task<ControlAnswer> Control { get; }

    /// <summary>Our clock against others'.</summary>
    public Task<ClockReading> Clock { get; }

    /// <summary>Begins every check.</summary>
    public static SelfCheckList Begin(Climb climb, CancellationToken cancellationToken) => new(climb, cancellationToken);

    /// <summary>Every check; the network's last word depends on whether the hospital was reached.</summary>
    public async Task<IReadOnlyList<SelfCheck>> FinishAsync(Climb climb, IReadOnlyList<LadderStep> steps)
    {
        // A climb that never came to discovery leaves the assertion without an endpoint to be checked against.
        climb.TokenEndpoint.TrySetResult(null);
        List<SelfCheck> all = [NetworkCheck.Judge(climb, steps, await Control.ConfigureAwait(false))];
        all.AddRange(await running.ConfigureAwait(false));
        all.AddRange(await climb.Ourselves.ConfigureAwait(false));
        return [.. all.OrderBy(check => check.Kind)];
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        limit.Dispose();
    }

    private async Task<IReadOnlyList<SelfCheck>> ClockAsync() => [(await Clock.ConfigureAwait(false)).Check];

    private Task<IReadOnlyList<SelfCheck>> ListAsync(IReadOnlyList<SelfCheckKind> kinds, Task<IReadOnlyList<SelfCheck>> checks) =>
        WithinAsync(checks, [.. kinds.Select(NotInTime)]);

    private async Task<T> WithinAsync<T>(Task<T> check, T otherwise)
    {
        try
        {
            return await check.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            caller.ThrowIfCancellationRequested();
            // Too late, or a bug of ours in a check of ourselves: neither may keep the hospital's result from being told.
            return otherwise;
        }
    }

    private static SelfCheck NotInTime(SelfCheckKind kind) =>
        new() { Kind = kind, State = CheckState.CouldNotAssess, Note = "This check of ourselves did not finish; test again." };
}
