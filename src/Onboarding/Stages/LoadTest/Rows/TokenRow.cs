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
        var last = (int)Math.Ceiling(token.Times.Count * 0.95) - 1;
        var p95 = token.Times.Order().ElementAt(last).TotalMilliseconds;
        row = row with
        {
            Measured = LoadWords.Milliseconds(p95) + (last == token.Times.Count - 1 ? ", the slowest" : ""),
            Margin = LoadWords.Milliseconds(thresholds.TokenP95Milliseconds - p95), Sample = token.Times.Count,
        };
        return p95 <= thresholds.TokenP95Milliseconds
            ? row with { State = CheckState.Passed, Message = "Fresh sign-ins came within the limit." }
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
