using System.Globalization;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Stages.ValidatePatients.Records;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>What a validation may claim, in words that claim no more than it proved.</summary>
public static class ReportWords
{
    public static string Headline(IReadOnlyList<ResultRow> rows, ValidationMatrix? matrix)
    {
        if (matrix is null)
            return Stopped(rows)?.Message ?? "Nothing could be judged.";
        var counted = matrix.Fields.Where(field => field.State is not (CheckState.NotApplicable or CheckState.NotReached)).ToList();
        var holds = counted.Count(field => field.State is CheckState.Passed);
        return $"{holds} of {counted.Count} fields hold.{Parts(matrix, counted)}{Records(rows)}";
    }

    // The fields may all be there and the records still be wrong.
    private static string Records(IReadOnlyList<ResultRow> rows)
    {
        var failed = rows.Where(row => row.State is CheckState.Failed && RecordChecks.Codes.Contains(row.Code)).ToList();
        return failed.Count switch
        {
            0 => "",
            1 => $" One check of the records fails: {char.ToLowerInvariant(failed[0].Check[0])}{failed[0].Check[1..]}.",
            _ => $" {Word(failed.Count)} checks of the records fail.",
        };
    }

    /// <summary>What these patients prove, and how many it takes to prove more.</summary>
    public static string Proof(IReadOnlyList<ResultRow> rows, ValidationMatrix? matrix)
    {
        if (matrix is null)
            return Stopped(rows)?.NextStep ?? "See the checks for what is missing.";
        var proven = matrix.Fields.Where(field => field.Passed == field.Judged && field.ProvenShare is not null).MaxBy(field => field.Judged);
        return proven is null
            ? "No field was right in every patient that could be judged, so nothing is proven yet."
            : $"A field right in {proven.Passed} of {proven.Judged} is right for at least {BinomialBound.Percent(proven.ProvenShare!.Value)} of this hospital’s patients, with 95 % confidence. {Word(matrix.Patients.Count)} patients cannot prove more. {More(proven.Judged)}";
    }

    public static string Word(int count) => count switch
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

    // "To claim 90 % takes 29 patients without a gap, 95 % takes 59, 99 % takes 299."
    private static string More(int judged)
    {
        var needed = ProvenClaim.Asked.Select(share => PatientsNeeded.Of(share, 0, judged)).Where(one => one.More > 0).ToList();
        return needed.Count == 0 ? ""
            : $"To claim {BinomialBound.Percent(needed[0].Share)} takes {needed[0].Patients} patients without a gap{string.Concat(needed.Skip(1).Select(one => $", {BinomialBound.Percent(one.Share)} takes {one.Patients}"))}.";
    }

    private static ResultRow? Stopped(IReadOnlyList<ResultRow> rows) => rows.FirstOrDefault(row => row.State is CheckState.Failed or CheckState.CouldNotAssess);

    private static string Parts(ValidationMatrix matrix, List<MatrixField> counted)
    {
        var failed = counted.Count(field => field.State is CheckState.Failed);
        var warned = counted.Count(field => field.State is CheckState.Warning);
        var unjudged = Enumerable.Range(0, matrix.Patients.Count).Count(matrix.IsUnjudged);
        var parts = new List<string>();
        if (failed > 0)
            parts.Add($"{Word(failed)} {(failed == 1 ? "blocks" : "block")} the stage");
        if (warned > 0)
            parts.Add($"{Word(warned).ToLowerInvariant()} {(warned == 1 ? "is" : "are")} worth a look");
        if (unjudged > 0)
            parts.Add($"{Word(unjudged).ToLowerInvariant()} {(unjudged == 1 ? "patient" : "patients")} could not be judged{(failed == 0 ? ", which blocks the stage" : "")}");
        return parts.Count == 0 ? "" : $" {char.ToUpperInvariant(parts[0][0])}{string.Join(", ", parts)[1..]}.";
    }
}
