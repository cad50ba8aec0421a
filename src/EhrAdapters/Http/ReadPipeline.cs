using System.Net.Http;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace EhrAdapters.Http;

/// <summary>The resilience of reads, in one named place. Nothing else is repeated: a token request would lock the client out.</summary>
internal static class ReadPipeline
{
    public const string Name = "ehr-read";

    /// <summary>The longest Retry-After that is waited for; beyond it the caller hears at once that the server is busy.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline<HttpAnswer> Create(EhrAdapterOptions options, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<HttpAnswer> { Name = Name, TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddTimeout(new TimeoutStrategyOptions { Name = "total", Timeout = options.RequestTimeout * 2 });
            builder.AddRetry(new RetryStrategyOptions<HttpAnswer>
            {
                Name = "passing-faults",
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(MayPass(arguments.Outcome)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = options.RequestTimeout }).Build();
    }

    // A time-out, an unknown name or a bad certificate will be the same a second later, so only cut connections are tried again.
    private static bool MayPass(Outcome<HttpAnswer> outcome) => outcome switch
    {
        { Result.Truncated: true } => true,
        { Result: { Status: 408 or 429 or 500 or 502 or 503 or 504 } answer } => answer.RetryAfter is null || answer.RetryAfter <= LongestWait,
        { Exception: HttpRequestException fault } => ExceptionDiagnosis.IsPassing(fault),
        _ => false,
    };
}
