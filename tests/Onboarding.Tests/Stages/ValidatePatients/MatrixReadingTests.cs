using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.ValidatePatients;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients;

public sealed class MatrixReadingTests
{
    private static readonly MatrixCause Unread = new(CheckState.Failed, "Patient 2 could not be read", "Not there.", FaultOwner.Hospital, null, 2);

    [Fact]
    public void Only_wrong_keeps_fields_that_fail_and_fields_with_a_gap_of_their_own()
    {
        var matrix = Matrix(
            [],
            Field("name", CheckState.Passed, CheckState.Passed, CheckState.Passed),
            Field("phone", CheckState.Passed, CheckState.Passed, CheckState.Failed),
            Field("race", CheckState.Warning, CheckState.Warning, CheckState.Warning),
            Field("deceased", CheckState.NotApplicable, CheckState.NotApplicable, CheckState.NotApplicable));

        Assert.Equal(["phone", "race"], matrix.OnlyWrong().Fields.Select(field => field.FieldId));
    }

    [Fact]
    public void Patient_who_could_not_be_read_makes_no_field_wrong()
    {
        var matrix = Matrix([Unread], Field("name", CheckState.Passed, CheckState.Passed, CheckState.NotReached), Field("phone", CheckState.Failed, CheckState.Failed, CheckState.NotReached));

        Assert.Equal(["phone"], matrix.OnlyWrong().Fields.Select(field => field.FieldId));
        Assert.Equal([false, true], new[] { matrix.IsUnjudged(0), matrix.IsUnjudged(1) });
    }

    [Fact]
    public void Nearly_empty_record_makes_no_field_wrong_by_itself()
    {
        var thin = Unread with { Title = "The record of patient 2 is nearly empty" };

        Assert.Empty(Matrix([thin], Field("phone", CheckState.Passed, CheckState.Passed, CheckState.Failed)).OnlyWrong().Fields);
    }

    [Fact]
    public void Cell_that_is_right_needs_no_cause()
    {
        var matrix = Matrix([Unread], Field("phone", CheckState.Passed, CheckState.Passed, CheckState.Failed));
        var field = matrix.Fields[0];

        Assert.Null(matrix.CauseOf(field, matrix.Patients[0], field.Cells[0]));
        Assert.Same(Unread, matrix.CauseOf(field, matrix.Patients[1], field.Cells[1]));
    }

    private static ValidationMatrix Matrix(MatrixCause[] causes, params MatrixField[] fields) => new([new(1, "adult"), new(2, "adult")], fields, causes);

    private static MatrixField Field(string id, CheckState state, params CheckState[] cells) => new(
        id, id, FieldRequirement.Required, state, 1, 2, null, [.. cells.Select(cell => new MatrixCell(cell, null, null, null))]);
}
