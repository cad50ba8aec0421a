using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;

namespace Onboarding.Stages;

/// <summary>Turns findings into result rows, with the time that the hospital's analyst looks for in the logs.</summary>
public sealed class FindingLetters(TimeProvider time)
{
    public ResultRow Row(string check, Finding finding, StageRunContext context, string? measured = null, IReadOnlyList<string>? proven = null)
    {
        var seen = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);
        var row = ResultRow.Of(check, finding, null, measured);
        return row with { Evidence = [new("Time", seen), .. row.Evidence] };
    }
}
