using EhrAdapters.Diagnosis;
using Onboarding.Stages.ValidatePatients.Choosing;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Choosing;

/// <summary>The table that a hospital sends: its column found, its lines counted, its numbers never repeated.</summary>
public sealed class PatientTableTests
{
    [Theory]
    [InlineData("MRN\nMW4001\nMW4002", TestPatientKind.Mrn)]
    [InlineData("Name;Medical record number\nx;MW4001\ny;MW4002", TestPatientKind.Mrn)]
    [InlineData("\uFEFFid,mrn\np-1,MW4001\np-2,MW4002", TestPatientKind.Mrn)]
    [InlineData("FHIR ID\tName\nMW4001\tx\nMW4002\ty", TestPatientKind.FhirId)]
    public void Column_is_recognised_however_it_is_spelled(string text, TestPatientKind kind)
    {
        var table = PatientTable.Read(text);

        Assert.Null(table.Problem);
        Assert.Equal((kind, 2), (table.Kind, table.Lines));
        Assert.Equal(["MW4001", "MW4002"], table.Patients.Select(patient => patient.Value));
    }

    [Fact]
    public void Empty_and_repeated_lines_are_counted_and_left_out()
    {
        var table = PatientTable.Read("mrn,note\nMW4001,a\n,b\nMW4001,c\nMW4002,d");

        Assert.Equal((2, 4, 1, 1), (table.Patients.Count, table.Lines, table.Empty, table.Repeated));
    }

    [Theory]
    [InlineData("MW4001\nMW4002", "The first line must name a column")]
    [InlineData("mrn\n1.23E+09", "Line 2: the spreadsheet has shortened the number")]
    [InlineData("id\np 1", "Line 2: a FHIR ID has only letters")]
    [InlineData("mrn\n\"MW4001\"x\"", "a quotation mark")]
    [InlineData("mrn\n", "no patient below its first line")]
    [InlineData("", "The first line must name a column")]
    public void Table_that_cannot_be_used_says_the_line_and_never_the_value(string text, string expected)
    {
        var problem = PatientTable.Read(text).Problem;

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("MW4001", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void More_patients_than_can_be_named_are_refused() =>
        Assert.Contains("more than 50", PatientTable.Read("mrn\n" + string.Join('\n', Enumerable.Range(0, 51))).Problem, StringComparison.Ordinal);
}
