using EhrAdapters.Diagnosis;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Review.Changes;

/// <summary>How many patients ended in each of the six states.</summary>
public sealed record TrialCounts(int Passed, int Failed, int Warning, int NotApplicable, int CouldNotAssess, int NotReached)
{
    public int Patients => Passed + Failed + Warning + NotApplicable + CouldNotAssess + NotReached;

    /// <summary>Patients whose cell could be judged.</summary>
    public int Judged => Passed + Failed + Warning;

    internal static TrialCounts Of(MatrixField field)
    {
        return new(Count(CheckState.Passed), Count(CheckState.Failed), Count(CheckState.Warning), Count(CheckState.NotApplicable), Count(CheckState.CouldNotAssess), Count(CheckState.NotReached));

        int Count(CheckState state) => field.Cells.Count(cell => cell.State == state);
    }
}

/// <summary>One field before and after a change, over the patients of one report; masked.</summary>
/// <param name="Problem">Why the change cannot be tried at all; the mapping then stands as it was.</param>
/// <param name="Numbers">The patients' numbers, in the order of the cells.</param>
public sealed record TriedChange(string? Problem, MatrixField Before, MatrixField After, IReadOnlyList<int> Numbers)
{
    public TrialCounts CountsBefore => TrialCounts.Of(Before);

    public TrialCounts CountsAfter => TrialCounts.Of(After);

    /// <summary>True where a patient who had passed does not any more.</summary>
    public bool Loses => Before.Cells.Zip(After.Cells).Any(pair => pair.First.State is CheckState.Passed && pair.Second.State is not CheckState.Passed);
}
