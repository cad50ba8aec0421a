using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Reports;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>What the page of a validation says of its run.</summary>
public static class Claims
{
    public static string Title(StageRun run) => ReportWords.Headline(run.Rows, run.Detail as ValidationMatrix);

    public static string Lead(StageRun run, bool outdated) => outdated
        ? "The settings or the patients have changed since. Validate again: this result no longer counts."
        : ReportWords.Proof(run.Rows, run.Detail as ValidationMatrix);

    /// <summary>"152 of 160 cells passed, of those that could be judged".</summary>
    public static string Cells(ValidationMatrix matrix)
    {
        var cells = StateCounts.Of(matrix.Fields.SelectMany(field => field.Cells).Select(cell => cell.State));
        return $"{cells.Passed} of {cells.Judged} cells passed, of those that could be judged";
    }

    /// <summary>The states that occur, such as "2 failed", the gravest first.</summary>
    public static IReadOnlyList<(CheckState State, string Word)> Words(StateCounts counts) =>
    [
        .. new (CheckState State, int Count, string Word)[]
        {
            (CheckState.Failed, counts.Failed, "failed"),
            (CheckState.Warning, counts.Warning, counts.Warning == 1 ? "warning" : "warnings"),
            (CheckState.CouldNotAssess, counts.CouldNotAssess, "could not be assessed"),
            (CheckState.NotReached, counts.NotReached, "not reached"),
            (CheckState.NotApplicable, counts.NotApplicable, "left the count"),
            (CheckState.Passed, counts.Passed, "passed"),
        }.Where(one => one.Count > 0).Select(one => (one.State, $"{one.Count} {one.Word}")),
    ];

    /// <summary>"46, 93, 473": how many patients each of the larger claims takes with as many gaps as now.</summary>
    public static string Needed(ProvenClaim claim) => string.Join(", ", ProvenClaim.Asked.Select(share =>
        claim.Needed.FirstOrDefault(needed => needed.Share == share)?.Patients.ToString(CultureInfo.InvariantCulture) ?? "reached"));

    /// <summary>"Patients 03, 07".</summary>
    public static string Numbers(IReadOnlyList<int> patients) =>
        $"{(patients.Count == 1 ? "Patient" : "Patients")} {string.Join(", ", patients.Select(number => number.ToString("00", CultureInfo.InvariantCulture)))}";
}
