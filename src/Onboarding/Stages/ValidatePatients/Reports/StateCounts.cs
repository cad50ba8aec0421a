using System.ComponentModel;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>How many ended in each of the six states.</summary>
public sealed record StateCounts
{
    [Description("Checked and right.")]
    public required int Passed { get; init; }

    [Description("Checked and wrong.")]
    public required int Failed { get; init; }

    [Description("Checked and worth a look.")]
    public required int Warning { get; init; }

    [Description("Left the count, because it does not apply.")]
    public required int NotApplicable { get; init; }

    [Description("Something was missing for a judgement.")]
    public required int CouldNotAssess { get; init; }

    [Description("An earlier check stopped it.")]
    public required int NotReached { get; init; }

    [Description("Those that could be judged: passed, failed and warning.")]
    public int Judged => Passed + Failed + Warning;

    /// <summary>"31 of 34 that could be judged", never a percentage.</summary>
    public string Words() => $"{Passed} of {Judged} that could be judged passed";

    public static StateCounts Of(IEnumerable<CheckState> states)
    {
        var counts = states.CountBy(state => state).ToDictionary();
        return new()
        {
            Passed = counts.GetValueOrDefault(CheckState.Passed),
            Failed = counts.GetValueOrDefault(CheckState.Failed),
            Warning = counts.GetValueOrDefault(CheckState.Warning),
            NotApplicable = counts.GetValueOrDefault(CheckState.NotApplicable),
            CouldNotAssess = counts.GetValueOrDefault(CheckState.CouldNotAssess),
            NotReached = counts.GetValueOrDefault(CheckState.NotReached),
        };
    }
}
