using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>How many requests were not answered well, and why most of them.</summary>
internal static class ErrorRow
{
    public static ResultRow Of(LoadCase test)
    {
        var (thresholds, figures) = (test.Thresholds, test.Figures);
        var row = new ResultRow { Code = "LOAD-ERRORS", Check = "Errors", State = CheckState.CouldNotAssess, Limit = $"below {LoadWords.Percent(thresholds.ErrorRateFail)}" };
        var (errors, completed) = (figures.Report.Errors, figures.Report.Completed);
        if (completed == 0)
            return row with { Message = "Nothing was answered.", NextStep = "Run it again once the hospital answers a connection test." };
        var rate = errors / (double)completed;
        row = row with
        {
            Measured = LoadWords.Percent(rate), Sample = completed, Margin = $"{(thresholds.ErrorRateFail - rate) * 100:0.##} points",
            Evidence = [.. figures.Faults.Take(5).Select(fault => new EvidenceItem(fault.Finding.Code, $"{fault.Count} times"))],
        };
        if (rate < thresholds.ErrorRateWarn)
            return row with { State = CheckState.Passed, Message = $"{completed - errors} of {completed} requests were answered well." };
        var worst = figures.Faults[0].Finding;
        return row with
        {
            State = rate < thresholds.ErrorRateFail ? CheckState.Warning : CheckState.Failed,
            Owner = worst.Owner,
            Message = $"{errors} of {completed} requests failed. The most frequent cause: {worst.Cause}",
            Explanation = worst.Explanation,
            NextStep = worst.NextStep,
            Retry = worst.Retry,
        };
    }
}
