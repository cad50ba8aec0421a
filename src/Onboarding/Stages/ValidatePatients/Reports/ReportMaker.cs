using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>Makes the report of a finished run. Pure: the same run gives the same report.</summary>
public static class ReportMaker
{
    private const string Prefix = "VALIDATE";

    /// <summary>Null where the run has not come to a result.</summary>
    public static ValidationReport? Of(string siteName, StageRun run)
    {
        if (run is not { Status: RunStatus.Finished, Verdict: { } verdict, FinishedAt: { } finishedAt })
            return null;
        var matrix = run.Detail as ValidationMatrix;
        var causes = matrix is null ? [] : ReportCauses.Of(matrix, run.Rows);
        return new()
        {
            Site = siteName,
            Run = new()
            {
                Id = run.Id, Number = run.Number, FinishedAt = finishedAt, StartedBy = run.RequestedByName,
                Environment = run.Environment, Fingerprint = run.Fingerprint, AdapterVersion = run.AdapterVersion,
            },
            Verdict = verdict,
            Headline = ReportWords.Headline(run.Rows, matrix),
            Proof = ReportWords.Proof(run.Rows, matrix),
            Checks = StateCounts.Of(run.Rows.Select(row => row.State)),
            Cells = StateCounts.Of(matrix?.Fields.SelectMany(field => field.Cells).Select(cell => cell.State) ?? []),
            Patients = Patients(matrix),
            Causes = causes,
            Fields = matrix is null ? [] : [.. matrix.Fields.Select(field => Field(field, matrix, causes, run.Rows))],
            Others = [.. Others(run.Rows, matrix, causes).Select(Check)],
        };
    }

    private static ReportPatients Patients(ValidationMatrix? matrix) => new()
    {
        Named = matrix?.Patients.Count ?? 0,
        Read = matrix?.Patients.Count(patient => patient.Kind is not PatientKinds.NotFound) ?? 0,
        Kinds = new SortedDictionary<string, int>(matrix?.Patients.CountBy(patient => patient.Kind).ToDictionary() ?? [], StringComparer.Ordinal),
    };

    private static ReportField Field(MatrixField field, ValidationMatrix matrix, IReadOnlyList<ReportCause> causes, IReadOnlyList<ResultRow> rows)
    {
        var row = rows.FirstOrDefault(row => row.Code == FieldRows.Code(Prefix, field.FieldId));
        var claims = field.State is not (CheckState.NotApplicable or CheckState.NotReached);
        return new()
        {
            FieldId = field.FieldId,
            Label = field.Label,
            ResourceType = field.ResourceType,
            Requirement = field.Requirement,
            State = field.State,
            Passed = field.Passed,
            Judged = field.Judged,
            Limit = row?.Limit,
            Margin = row?.Margin,
            Claim = claims ? ProvenClaim.Of(field.Passed, field.Judged) : null,
            CausedBy = ReportCauses.Explaining(field, matrix, causes)?.Title,
            Reason = row?.Message,
            Gaps = row?.Explanation,
            Accepted = row?.Accepted ?? false,
            Owner = row?.Owner,
            NextStep = row?.NextStep,
        };
    }

    // What a cause says of whole patients is not said a second time.
    private static IEnumerable<ResultRow> Others(IReadOnlyList<ResultRow> rows, ValidationMatrix? matrix, IReadOnlyList<ReportCause> causes)
    {
        var fields = matrix?.Fields.Select(field => FieldRows.Code(Prefix, field.FieldId)).ToHashSet(StringComparer.Ordinal) ?? [];
        return rows.Where(row => !fields.Contains(row.Code) && !causes.Any(cause => cause.Patients.Count > 0 && cause.Explanation == row.Message));
    }

    // What a connection said of itself is evidence for its own page.
    private static IReadOnlyList<string> Details(ResultRow row) => !row.Code.StartsWith(Prefix, StringComparison.Ordinal) ? []
        : [.. row.Explanation is { } explanation ? [explanation] : Array.Empty<string>(), .. row.Evidence.Select(item => $"{item.Name}: {item.Value}")];

    private static ReportCheck Check(ResultRow row) => new()
    {
        Code = row.Code, Check = row.Check, State = row.State, Measured = row.Measured, Limit = row.Limit, Details = Details(row),
        Owner = row.Owner, Message = row.Message, NextStep = row.NextStep,
    };
}
