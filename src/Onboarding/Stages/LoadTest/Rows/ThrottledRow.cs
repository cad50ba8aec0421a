using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>Whether the hospital refused requests as too many, below the cap that was agreed.</summary>
internal static class ThrottledRow
{
    public static ResultRow Of(LoadCase test)
    {
        var (throttled, paused) = (test.Figures.Report.Throttled, test.Figures.Shortfall.Paused);
        var row = new ResultRow
        {
            Code = "LOAD-THROTTLED", Check = "Refused as too many", State = CheckState.Passed, Limit = "0", Sample = test.Figures.Report.Completed,
            Measured = throttled.ToString(CultureInfo.InvariantCulture), Margin = (-throttled).ToString(CultureInfo.InvariantCulture),
        };
        if (test.Figures.Report.Completed == 0)
            return row with { State = CheckState.CouldNotAssess, Measured = null, Margin = null, Message = "Nothing was answered.", NextStep = "Run it again once the hospital answers a connection test." };
        if (throttled == 0)
            return row with { Message = "Not one request was refused as too many." };
        return row with
        {
            State = CheckState.Failed,
            Owner = FaultOwner.Hospital,
            Message = $"The hospital throttled us: it refused {throttled} {(throttled == 1 ? "request" : "requests")} as too many, although we stayed below {test.Cap.PerMinute} a minute, which is {test.Cap.SetBy}."
                + (paused > 0 ? $" It asked us to wait, so {paused} more were not sent." : ""),
            NextStep = "Ask the hospital for its limit per minute, and either raise it or set our cap to it.",
            Retry = RetryAdvice.AfterChange,
        };
    }
}
