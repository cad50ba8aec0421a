using System.ComponentModel;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>What changed from one validation of a site to another.</summary>
public sealed record ReportComparison
{
    [Description("The run that this one is held against.")]
    public required ReportRun Before { get; init; }

    [Description("The verdict of that run.")]
    public required CheckState VerdictBefore { get; init; }

    [Description("Patients that could be read in that run.")]
    public required int ReadBefore { get; init; }

    [Description("Patients that could be read in this run.")]
    public required int ReadNow { get; init; }

    [Description("True where both runs were born of the same settings, so that what differs came from the hospital.")]
    public required bool SameSettings { get; init; }

    [Description("Every field of either run that is not the same, the worst first.")]
    public required IReadOnlyList<FieldChange> Fields { get; init; }

    [Description("How many fields stayed as they were.")]
    public required int Unchanged { get; init; }

    [Description("Edits between the two runs that this stage reads, the newest first.")]
    public required IReadOnlyList<SettingsEdit> Edits { get; init; }

    public static ReportComparison Of(ValidationReport before, ValidationReport now, IReadOnlyList<SettingsEdit> edits)
    {
        var earlier = before.Fields.ToDictionary(field => field.FieldId);
        var later = now.Fields.Select(field => field.FieldId).ToHashSet(StringComparer.Ordinal);
        var all = now.Fields.Select(field => FieldChange.Of(earlier.GetValueOrDefault(field.FieldId), field))
            .Concat(before.Fields.Where(field => !later.Contains(field.FieldId)).Select(field => FieldChange.Of(field, null)))
            .ToList();
        return new()
        {
            Before = before.Run,
            VerdictBefore = before.Verdict,
            ReadBefore = before.Patients.Read,
            ReadNow = now.Patients.Read,
            SameSettings = before.Run.Fingerprint == now.Run.Fingerprint && before.Run.AdapterVersion == now.Run.AdapterVersion,
            Fields = [.. all.Where(change => change.Move is not FieldMove.Same).OrderBy(change => change.Move)],
            Unchanged = all.Count(change => change.Move is FieldMove.Same),
            Edits = edits,
        };
    }
}

/// <summary>How a field moved between two runs, what matters most first.</summary>
public enum FieldMove
{
    Worse,
    NoLongerJudged,
    Gone,
    New,
    JudgedNow,
    Better,
    Same,
}

/// <summary>One field in both runs.</summary>
public sealed record FieldChange
{
    [Description("The field's id.")]
    public required string FieldId { get; init; }

    [Description("What people call it.")]
    public required string Label { get; init; }

    [Description("How it moved.")]
    public required FieldMove Move { get; init; }

    [Description("Its state before; nothing where it is new.")]
    public CheckState? StateBefore { get; init; }

    [Description("What was measured before.")]
    public string? MeasuredBefore { get; init; }

    [Description("Its state now; nothing where it is gone.")]
    public CheckState? StateNow { get; init; }

    [Description("What is measured now.")]
    public string? MeasuredNow { get; init; }

    public static FieldChange Of(ReportField? before, ReportField? now) => new()
    {
        FieldId = (now ?? before)!.FieldId,
        Label = (now ?? before)!.Label,
        Move = Moved(before, now),
        StateBefore = before?.State,
        MeasuredBefore = before?.Measured(),
        StateNow = now?.State,
        MeasuredNow = now?.Measured(),
    };

    private static FieldMove Moved(ReportField? before, ReportField? now) => (before, now) switch
    {
        (null, _) => FieldMove.New,
        (_, null) => FieldMove.Gone,
        _ when IsJudged(before) && !IsJudged(now) => FieldMove.NoLongerJudged,
        _ when !IsJudged(before) && IsJudged(now) => FieldMove.JudgedNow,
        _ when !IsJudged(now) => FieldMove.Same,
        _ when Rank(now) != Rank(before) => Rank(now) > Rank(before) ? FieldMove.Worse : FieldMove.Better,
        // Another number of patients alone is no change: both the gaps and the share have to move.
        _ => (Gaps(now).CompareTo(Gaps(before)), (now.Passed * before.Judged).CompareTo(before.Passed * now.Judged)) switch
        {
            ( < 0, > 0) => FieldMove.Better,
            ( > 0, < 0) => FieldMove.Worse,
            _ => FieldMove.Same,
        },
    };

    private static int Gaps(ReportField field) => field.Judged - field.Passed;

    private static bool IsJudged(ReportField field) => field.State is CheckState.Passed or CheckState.Failed or CheckState.Warning;

    private static int Rank(ReportField field) => field.State switch
    {
        CheckState.Passed => 0,
        CheckState.Warning => 1,
        CheckState.Failed => 2,
        CheckState.NotApplicable or CheckState.CouldNotAssess or CheckState.NotReached => 3,
    };
}

/// <summary>An edit of what this stage reads, out of the site's history.</summary>
public sealed record SettingsEdit
{
    [Description("When it was saved.")]
    public required DateTimeOffset At { get; init; }

    [Description("Who saved it.")]
    public required string By { get; init; }

    [Description("What was saved, as the history says it.")]
    public required string What { get; init; }
}
