using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;

namespace Onboarding.Stages;

/// <summary>Turns findings into result rows, with the letter that the hospital needs where the next move is theirs.</summary>
public sealed class FindingLetters
{
    public ResultRow Row(string check, Finding finding, StageRunContext context, string? measured = null) =>
        ResultRow.Of(check, finding, null, measured);
}
