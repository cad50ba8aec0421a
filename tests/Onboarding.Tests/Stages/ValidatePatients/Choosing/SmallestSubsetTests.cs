using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Choosing;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Choosing;

/// <summary>The fewest patients that show every needed field.</summary>
public sealed class SmallestSubsetTests
{
    [Fact]
    public void One_complete_patient_is_enough_and_the_lowest_number_counts() =>
        Assert.Equal([2], SmallestSubset.Of(Matrix("011", "011"))!.Patients);

    [Fact]
    public void Best_choice_is_found_where_taking_the_fullest_first_would_need_more()
    {
        // The first patient shows most fields, but the second and third together show all.
        var subset = SmallestSubset.Of(Matrix("110", "110", "101", "101", "010", "001"))!;

        Assert.Equal([2, 3], subset.Patients);
        Assert.Equal((6, true), (subset.Fields, subset.Exact));
    }

    [Fact]
    public void Field_that_nobody_shows_is_said_and_optional_ones_do_not_count()
    {
        var matrix = Matrix("100", "000");
        var subset = SmallestSubset.Of(matrix with { Fields = [.. matrix.Fields, matrix.Fields[0] with { FieldId = "extra", Requirement = FieldRequirement.Optional }] })!;

        Assert.Equal([1], subset.Patients);
        Assert.Equal((1, "field 1"), (subset.Fields, Assert.Single(subset.Unseen)));
    }

    [Fact]
    public void Nobody_who_shows_anything_is_no_choice() => Assert.Null(SmallestSubset.Of(Matrix("000")));

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void Up_to_twenty_patients_every_choice_is_tried(int patients, bool exact)
    {
        // Each shows a field of its own: nobody can be left out.
        var subset = SmallestSubset.Of(Matrix([.. Enumerable.Range(0, patients).Select(at => new string([.. Enumerable.Range(0, patients).Select(other => other == at ? '1' : '0')]))]))!;

        Assert.Equal(Enumerable.Range(1, patients), subset.Patients);
        Assert.Equal(exact, subset.Exact);
    }

    [Fact]
    public void Every_choice_of_random_matrices_is_as_small_as_trying_all_of_them_gives()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            string[] rows = [.. Enumerable.Range(0, 8).Select(_ => new string([.. Enumerable.Range(0, 9).Select(_ => random.Next(3) == 0 ? '1' : '0')]))];
            if (SmallestSubset.Of(Matrix(rows)) is not { } subset)
                continue;
            var shown = rows.Where(row => row.Contains('1', StringComparison.Ordinal)).ToList();
            bool Covers(int choice) => shown.TrueForAll(row => Enumerable.Range(0, 9).Any(at => (choice & (1 << at)) != 0 && row[at] == '1'));

            Assert.Equal(Enumerable.Range(1, 511).Where(Covers).Min(choice => System.Numerics.BitOperations.PopCount((uint)choice)), subset.Patients.Count);
            Assert.True(Covers(subset.Patients.Sum(number => 1 << (number - 1))));
        }
    }

    // One row per field, one digit per patient.
    private static ValidationMatrix Matrix(params string[] rows) => new(
        [.. Enumerable.Range(1, rows[0].Length).Select(number => new MatrixPatient(number, "adult"))],
        [.. rows.Select((row, at) => new MatrixField($"f{at}", $"field {at}", FieldRequirement.Required, CheckState.Passed, 1, row.Length, null,
            [.. row.Select(digit => new MatrixCell(digit == '1' ? CheckState.Passed : CheckState.Failed, null, null, null))]))],
        []);
}
