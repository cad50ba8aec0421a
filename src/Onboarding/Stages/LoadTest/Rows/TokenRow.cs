using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>How long a fresh sign-in takes.</summary>
internal static class TokenRow
{
    public static ResultRow Of(TokenFigures? token, Thresholds thresholds)
    {
        var row = new ResultRow { Code = "LOAD-TOKEN", Check = "Sign-in time", State = CheckState.NotApplicable, Limit = $"{thresholds.TokenP95Milliseconds:#,0} ms" };
        if (token is null)
            return row with { Limit = null, Message = "This server needs no sign-in." };
        if (token.Fault is { } fault)
            return ResultRow.Of(row.Check, fault, letter: null) with { State = CheckState.Failed };
        // With a handful of sign-ins the p95 is the slowest of them.
        var slowest = token.Times.Max().TotalMilliseconds;
        row = row with { Measured = $"{slowest:#,0} ms, the slowest", Margin = $"{thresholds.TokenP95Milliseconds - slowest:#,0} ms", Sample = token.Times.Count };
        return slowest <= thresholds.TokenP95Milliseconds
            ? row with { State = CheckState.Passed, Message = "Every fresh sign-in came within the limit." }
            : row with
            {
                State = token.Times.Order().ElementAt(token.Times.Count / 2).TotalMilliseconds > thresholds.TokenP95Milliseconds ? CheckState.Failed : CheckState.Warning,
                Owner = FaultOwner.Hospital,
                Message = "The sign-in server takes long to grant a token.",
                NextStep = "Ask the hospital or its vendor to look at the token server's answer times.",
                Retry = RetryAdvice.AfterChange,
            };
    }
}
