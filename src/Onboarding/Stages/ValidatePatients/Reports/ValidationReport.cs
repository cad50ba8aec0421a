using System.ComponentModel;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>What an engineer reads of one validation in a minute. Made from a stored run alone; states, counts and words, nothing of a patient.</summary>
public sealed record ValidationReport
{
    [Description("The site's name.")]
    public required string Site { get; init; }

    [Description("Which run of the validation at this site, and what it was born of.")]
    public required ReportRun Run { get; init; }

    [Description("The verdict over all checks.")]
    public required CheckState Verdict { get; init; }

    [Description("The verdict in one sentence.")]
    public required string Headline { get; init; }

    [Description("What the patients prove, and what it takes to prove more.")]
    public required string Proof { get; init; }

    [Description("All checks by state.")]
    public required StateCounts Checks { get; init; }

    [Description("All cells, one per field and patient, by state.")]
    public required StateCounts Cells { get; init; }

    [Description("The patients as counts.")]
    public required ReportPatients Patients { get; init; }

    [Description("Causes that explain many cells, each said once.")]
    public required IReadOnlyList<ReportCause> Causes { get; init; }

    [Description("Every field, in the data contract's order.")]
    public required IReadOnlyList<ReportField> Fields { get; init; }

    [Description("Checks that are about no field.")]
    public required IReadOnlyList<ReportCheck> Others { get; init; }
}

/// <summary>The run behind a report.</summary>
public sealed record ReportRun
{
    [Description("The run's id.")]
    public required Guid Id { get; init; }

    [Description("Counts the validations of this site, from 1.")]
    public required int Number { get; init; }

    [Description("When it ended.")]
    public required DateTimeOffset FinishedAt { get; init; }

    [Description("Who started it.")]
    public required string StartedBy { get; init; }

    [Description("The environment; evidence from one never counts for another.")]
    public EhrEnvironment? Environment { get; init; }

    [Description("The settings that it was born of; two runs with the same are comparable as they stand.")]
    public required string Fingerprint { get; init; }

    [Description("The version of the adapter library.")]
    public required string AdapterVersion { get; init; }
}

/// <summary>The patients of a run: how many, how many could be read, of which kinds.</summary>
public sealed record ReportPatients
{
    [Description("Patients that were asked for.")]
    public required int Named { get; init; }

    [Description("Patients that could be read.")]
    public required int Read { get; init; }

    [Description("How many there are of each kind, such as adult or minor.")]
    public required IReadOnlyDictionary<string, int> Kinds { get; init; }
}

/// <summary>One cause for a whole field or for whole patients.</summary>
public sealed record ReportCause
{
    [Description("How grave it is.")]
    public required CheckState State { get; init; }

    [Description("The cause in one sentence.")]
    public required string Title { get; init; }

    [Description("Why we say so.")]
    public required string Explanation { get; init; }

    [Description("Whose move it is.")]
    public FaultOwner? Owner { get; init; }

    [Description("What to do next.")]
    public string? NextStep { get; init; }

    [Description("The field that it explains.")]
    public string? FieldId { get; init; }

    [Description("The patients that it explains, by their place in the list.")]
    public required IReadOnlyList<int> Patients { get; init; }
}

/// <summary>How one field fared over all patients.</summary>
public sealed record ReportField
{
    [Description("The field's id in the data contract, or of the hospital's own field.")]
    public required string FieldId { get; init; }

    [Description("What people call it.")]
    public required string Label { get; init; }

    [Description("The FHIR resource type that holds it.")]
    public required string ResourceType { get; init; }

    [Description("What the product does without it.")]
    public required FieldRequirement Requirement { get; init; }

    [Description("The verdict over all patients.")]
    public required CheckState State { get; init; }

    [Description("Patients that have it in a form that we can use.")]
    public required int Passed { get; init; }

    [Description("Patients that could be judged.")]
    public required int Judged { get; init; }

    [Description("What was needed; nothing where any number does.")]
    public string? Limit { get; init; }

    [Description("How far from the limit.")]
    public string? Margin { get; init; }

    [Description("What the count proves; nothing where no patient has it.")]
    public ProvenClaim? Claim { get; init; }

    [Description("The title of the cause that explains every gap of this field, said under causes.")]
    public string? CausedBy { get; init; }

    [Description("Why it is judged so.")]
    public string? Reason { get; init; }

    [Description("The kinds of gaps, counted.")]
    public string? Gaps { get; init; }

    [Description("True where an engineer's exception accepted the failure; the reason then says who, until when and why.")]
    public bool Accepted { get; init; }

    [Description("Whose move it is.")]
    public FaultOwner? Owner { get; init; }

    [Description("What to do next.")]
    public string? NextStep { get; init; }

    /// <summary>"9 of 10".</summary>
    public string Measured() => $"{Passed} of {Judged}";

    /// <summary>True for what an engineer has to read.</summary>
    public bool NeedsSomebody() => State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess;
}

/// <summary>A check that is about no field.</summary>
public sealed record ReportCheck
{
    [Description("The check's code.")]
    public required string Code { get; init; }

    [Description("What was checked.")]
    public required string Check { get; init; }

    [Description("How it ended.")]
    public required CheckState State { get; init; }

    [Description("What was measured.")]
    public string? Measured { get; init; }

    [Description("What was needed.")]
    public string? Limit { get; init; }

    [Description("What was found, counted by field or element; never a value.")]
    public required IReadOnlyList<string> Details { get; init; }

    [Description("Whose move it is.")]
    public FaultOwner? Owner { get; init; }

    [Description("The cause, or what would unlock it.")]
    public string? Message { get; init; }

    [Description("What to do next.")]
    public string? NextStep { get; init; }
}
