using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>What a validation may claim, in words that claim no more than it proved.</summary>
public static class Claims
{
    public static string Title(StageRun run)
    {
        if (run.Detail is not ValidationMatrix matrix)
            return run.Rows.FirstOrDefault(row => row.State is CheckState.Failed or CheckState.CouldNotAssess)?.Message ?? "Nothing could be judged.";
        var counted = matrix.Fields.Where(field => field.State is not (CheckState.NotApplicable or CheckState.NotReached)).ToList();
        var holds = counted.Count(field => field.State is CheckState.Passed);
        return $"{holds} of {counted.Count} fields hold.{Parts(matrix, counted)}";
    }

    public static string Lead(StageRun run, bool outdated)
    {
        if (outdated)
            return "The settings or the patients have changed since. Validate again: this result no longer counts.";
        if (run.Detail is not ValidationMatrix matrix)
            return run.Rows.FirstOrDefault(row => row.State is CheckState.Failed or CheckState.CouldNotAssess)?.NextStep ?? "See the rows below for what is missing.";
        var proven = matrix.Fields.Where(field => field.Passed == field.Judged && field.ProvenShare is not null).OrderByDescending(field => field.Judged).FirstOrDefault();
        return proven is null
            ? "No field was right in every patient that could be judged, so nothing is proven yet."
            : $"A field right in {proven.Passed} of {proven.Judged} is right for at least {Share(proven.ProvenShare!.Value)} of this hospital’s patients, with 95 % confidence. {Word(matrix.Patients.Count)} patients cannot prove more.";
    }

    /// <summary>"152 of 160 cells passed, of those that could be judged".</summary>
    public static string Cells(ValidationMatrix matrix)
    {
        var cells = matrix.Fields.SelectMany(field => field.Cells).ToList();
        var judged = cells.Count(cell => cell.State is CheckState.Passed or CheckState.Failed or CheckState.Warning);
        return $"{cells.Count(cell => cell.State is CheckState.Passed)} of {judged} cells passed, of those that could be judged";
    }

    /// <summary>Rounded down: a claim never grows by rounding.</summary>
    public static string Share(double share) => (Math.Floor(share * 100) / 100).ToString("0 %", CultureInfo.InvariantCulture);

    private static string Parts(ValidationMatrix matrix, List<MatrixField> counted)
    {
        var failed = counted.Count(field => field.State is CheckState.Failed);
        var warned = counted.Count(field => field.State is CheckState.Warning);
        var unjudged = Enumerable.Range(0, matrix.Patients.Count).Count(at => matrix.Fields.All(field => field.Cells[at].State is CheckState.CouldNotAssess));
        var parts = new List<string>();
        if (failed > 0)
            parts.Add($"{Word(failed)} {(failed == 1 ? "blocks" : "block")} the stage");
        if (warned > 0)
            parts.Add($"{Word(warned).ToLowerInvariant()} {(warned == 1 ? "is" : "are")} worth a look");
        if (unjudged > 0)
            parts.Add($"{Word(unjudged).ToLowerInvariant()} {(unjudged == 1 ? "patient" : "patients")} could not be judged");
        return parts.Count == 0 ? "" : $" {char.ToUpperInvariant(parts[0][0])}{string.Join(", ", parts)[1..]}.";
    }

    private static string Word(int count) => count switch
    {
        1 => "One",
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        6 => "Six",
        7 => "Seven",
        8 => "Eight",
        9 => "Nine",
        10 => "Ten",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}
