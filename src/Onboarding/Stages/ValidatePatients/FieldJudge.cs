using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Sites;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>One field over all patients: its cells, its verdict and what that proves. Counts only, so the order of patients changes nothing.</summary>
internal sealed class FieldJudge
{
    private readonly Thresholds limits;
    private readonly IReadOnlyList<CellReading> read;

    /// <param name="read">One entry per patient.</param>
    internal FieldJudge(ContractField field, IReadOnlyList<CellReading> read, Thresholds limits)
    {
        (Field, this.read, this.limits) = (field, read, limits);
        Cells = [.. read.Select(entry => Cell(field, entry))];
        Passed = Count(FieldOutcome.Populated);
        Judged = Count(Reach.Judged);
        State = Verdict();
    }

    internal ContractField Field { get; }

    internal IReadOnlyList<CheckState> Cells { get; }

    internal int Passed { get; }

    internal int Judged { get; }

    internal CheckState State { get; }

    internal double? ProvenShare => Judged > 0 && Passed > 0 ? BinomialBound.Lower(Passed, Judged) : null;

    /// <summary>How many patients must have it for the field to pass; null where any number does.</summary>
    internal int? Needed => Field.Requirement switch
    {
        FieldRequirement.Identity => Judged,
        FieldRequirement.Required => AtLeast(limits.RequiredPass),
        FieldRequirement.Expected => AtLeast(limits.RequiredWarn),
        FieldRequirement.Optional => null,
    };

    internal int Count(FieldOutcome outcome) => read.Count(entry => entry.Outcome == outcome);

    internal int Count(Reach reach) => read.Count(entry => entry.Reach == reach);

    /// <summary>Every single record that was judged.</summary>
    internal IEnumerable<NormalisedField> Records => read.SelectMany(entry => entry.Read.Records);

    /// <summary>What most of the patients without a value have in common; null where all have one.</summary>
    internal FieldOutcome? MainGap => read.Select(entry => entry.Outcome).OfType<FieldOutcome>().Where(outcome => outcome is not FieldOutcome.Populated)
        .GroupBy(outcome => outcome).OrderByDescending(gap => gap.Count()).ThenByDescending(gap => gap.Key)
        .Select(gap => (FieldOutcome?)gap.Key).FirstOrDefault();

    private CheckState Verdict()
    {
        if (Judged == 0)
            return Unjudged();
        return Field.Requirement switch
        {
            // Nothing implausible may say who somebody is, in no patient.
            FieldRequirement.Identity => Passed == Judged ? CheckState.Passed : CheckState.Failed,
            FieldRequirement.Required => Passed >= AtLeast(limits.RequiredPass) ? CheckState.Passed
                : Passed >= AtLeast(limits.RequiredWarn) ? CheckState.Warning : CheckState.Failed,
            FieldRequirement.Expected => Passed >= AtLeast(limits.RequiredWarn) ? CheckState.Passed : CheckState.Warning,
            FieldRequirement.Optional => Passed > 0 ? CheckState.Passed : CheckState.NotApplicable,
        };
    }

    // Nobody has such a record, or we may not read it: unknown where the product needs it.
    private CheckState Unjudged() => (Count(Reach.Refused), Count(Reach.NoRecord)) switch
    {
        (0, 0) => CheckState.NotReached,
        (> 0, _) => CheckState.CouldNotAssess,
        _ => Field.IsNeeded() ? CheckState.CouldNotAssess : CheckState.NotApplicable,
    };

    private int AtLeast(double share) => (int)Math.Ceiling((share * Judged) - 1e-9);

    private static CheckState Cell(ContractField field, CellReading entry) => entry.Reach switch
    {
        Reach.NoPatient => CheckState.NotReached,
        Reach.NoRecord => CheckState.NotApplicable,
        Reach.Refused => CheckState.CouldNotAssess,
        Reach.Judged => Cell(field, entry.Outcome ?? FieldOutcome.Absent),
    };

    private static CheckState Cell(ContractField field, FieldOutcome outcome) => (outcome, field.Requirement) switch
    {
        (FieldOutcome.Populated, _) => CheckState.Passed,
        (FieldOutcome.Absent or FieldOutcome.NotMapped, FieldRequirement.Optional) => CheckState.NotApplicable,
        (_, FieldRequirement.Identity) => CheckState.Failed,
        (FieldOutcome.Explained, _) => CheckState.Warning,
        (FieldOutcome.NotMapped, _) => CheckState.CouldNotAssess,
        (_, FieldRequirement.Required) => CheckState.Failed,
        (_, FieldRequirement.Expected or FieldRequirement.Optional) => CheckState.Warning,
    };
}
