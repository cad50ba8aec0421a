using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>
/// Says why a load test may not go on: the hospital took its word back, live traffic of the same host suffers. Asked before the
/// first request and about every second from then on; any number may be registered, the first reason ends the test.
/// </summary>
public interface ILoadWatch
{
    /// <summary>Why no further request may be sent, as a sentence for people, or null. Answers soon: the test does not go on for long without an answer.</summary>
    Task<string?> StopBecauseAsync(StageRunContext context, CancellationToken cancellationToken);
}
