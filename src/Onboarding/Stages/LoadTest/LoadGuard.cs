using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>Whether a load test may go on: the hospital's consent, and whoever else watches.</summary>
internal sealed class LoadGuard(StageRunContext context, IReadOnlyList<ILoadWatch> watches, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Whoever cannot answer for so long cannot stop us either, so the test may not go on.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly bool needsConsent = !LoadVerdict.IsRehearsal(context.Connection!.Environment);
    private Task<string?>? asked;
    private long? lastAsked;

    // What stopped the test once forbids every later request of it.
    private string? stopped;

    /// <summary>Why it may not go on, or null. Never waits: an answer that takes its time is read the next time.</summary>
    public string? Look(CancellationToken cancellationToken) => stopped ??= ConsentEnded() ?? Hear(cancellationToken);

    /// <summary>The same for what can wait: between two requests of the preparation.</summary>
    public async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        stopped ??= ConsentEnded();
        if (stopped is not null || (lastAsked is { } last && time.GetElapsedTime(last) < Every))
            return stopped;
        lastAsked = time.GetTimestamp();
        return stopped = await AskAsync(cancellationToken);
    }

    private string? Hear(CancellationToken cancellationToken)
    {
        var waited = lastAsked is { } last ? time.GetElapsedTime(last) : Every;
        if (asked is null && waited >= Every)
            (asked, lastAsked, waited) = (AskAsync(cancellationToken), time.GetTimestamp(), TimeSpan.Zero);
        if (asked is not { IsCompleted: true } answered)
            return asked is not null && waited > LongestSilence ? "We could not make sure that the test may go on." : null;
        asked = null;
        return answered.GetAwaiter().GetResult();
    }

    private string? ConsentEnded() => !needsConsent || context.Consent?.Covers(context.Connection!.Environment, time.GetUtcNow()) is true
        ? null
        : "The window that the hospital agreed to has ended.";

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        foreach (var watch in watches)
            if (await watch.StopBecauseAsync(context, cancellationToken) is { } reason)
                return reason;
        return null;
    }
}
