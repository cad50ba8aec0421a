using EhrAdapters.Diagnosis;

namespace Onboarding.Evidence;

/// <summary>The outcome of one check. Holds no patient value and no secret.</summary>
public sealed record ResultRow
{
    /// <summary>The diagnosis taxonomy's code where it has one, else the check's own.</summary>
    public required string Code { get; init; }

    /// <summary>What was checked, as people read it.</summary>
    public required string Check { get; init; }

    public required CheckState State { get; init; }

    public string? Measured { get; init; }

    public string? Limit { get; init; }

    public string? Margin { get; init; }

    /// <summary>How many things were judged.</summary>
    public int? Sample { get; init; }

    public FaultOwner? Owner { get; init; }

    /// <summary>The cause first; for a row that could not be assessed, what would unlock it.</summary>
    public string? Message { get; init; }

    public string? Explanation { get; init; }

    public string? NextStep { get; init; }

    public Confidence? Confidence { get; init; }

    public RetryAdvice? Retry { get; init; }

    public IReadOnlyList<EvidenceItem> Evidence { get; init; } = [];

    public Letter? Letter { get; init; }

    /// <summary>The heading under which the row stands beside others of its kind, such as "Our side"; null where it needs none.</summary>
    public string? Group { get; init; }

    /// <summary>False for a row whose "could not assess" leaves the gate alone, such as a percentile beyond the sample.</summary>
    public bool Needed { get; init; } = true;

    /// <summary>True where an engineer's exception turned a failure into this row; the message then says who, until when and why.</summary>
    public bool Accepted { get; init; }

    /// <summary>The row of a finding, with its letter.</summary>
    public static ResultRow Of(string check, Finding finding, Letter? letter, string? measured = null) => new()
    {
        Code = finding.Code,
        Check = check,
        State = finding.State,
        Measured = measured,
        Owner = finding.Owner,
        Message = finding.Cause,
        Explanation = finding.Explanation,
        NextStep = finding.NextStep,
        Confidence = finding.Confidence,
        Retry = finding.Retry,
        Evidence = finding.Evidence,
        Letter = letter,
    };
}

public static class Verdict
{
    /// <summary>
    /// The verdict over rows: failed if one failed, could not assess if a row that the gate needs could not be assessed,
    /// else warning or passed.
    /// </summary>
    public static CheckState Of(IReadOnlyList<ResultRow> rows)
    {
        if (rows.Any(row => row.State is CheckState.Failed))
            return CheckState.Failed;
        if (rows.Any(row => row.State is CheckState.NotReached || row is { State: CheckState.CouldNotAssess, Needed: true }))
            return CheckState.CouldNotAssess;
        if (!rows.Any(row => row.State is CheckState.Passed or CheckState.Warning))
            return CheckState.CouldNotAssess;
        return rows.Any(row => row.State is CheckState.Warning) ? CheckState.Warning : CheckState.Passed;
    }
}
