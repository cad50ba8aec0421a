using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.Versions;

/// <summary>How one field's place fares on the sample patients.</summary>
/// <param name="Problem">The expression cannot be tried at all.</param>
public sealed record FieldTally(int Passed, int Failed, int Without, bool Mapped, bool Problem)
{
    internal static FieldTally Of(MappingSession session, ContractField field, FieldMap map)
    {
        if (map.Find(field.Id) is not { } mapping || string.IsNullOrWhiteSpace(mapping.Expression))
            return new(0, 0, 0, Mapped: false, Problem: false);
        var preview = session.Preview(field, mapping);
        return new(Count(CheckState.Passed), Count(CheckState.Failed), preview.Rows.Count - Count(CheckState.Passed) - Count(CheckState.Failed) - Count(CheckState.NotApplicable), Mapped: true, preview.Problem is not null);

        int Count(CheckState state) => preview.Rows.Count(row => row.State == state);
    }
}

/// <summary>One field before and after.</summary>
public sealed record TriedField(FieldChange Change, FieldTally Before, FieldTally After)
{
    public bool Worse => After.Passed < Before.Passed || After.Failed > Before.Failed || (After.Problem && !Before.Problem);
}

/// <summary>The dry run of a mapping: what it gives on the sample patients that are open already. Nothing is saved.</summary>
public static class RestoreTrial
{
    /// <summary>The fields that the two mappings differ in.</summary>
    public static IReadOnlyList<TriedField> Of(MappingSession session, FieldMap before, FieldMap after)
    {
        var fields = MappingDiff.FieldsOf(before, after, session.Contract).ToDictionary(field => field.Id);
        return [.. MappingDiff.Between(before, after, session.Contract).Select(change =>
            new TriedField(change, FieldTally.Of(session, fields[change.FieldId], before), FieldTally.Of(session, fields[change.FieldId], after)))];
    }
}
