using EhrAdapters.Diagnosis;
using Onboarding.Stages.ValidatePatients;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients;

public sealed class PatientListTests
{
    [Fact]
    public void List_reads_lines_and_commas_in_order_and_each_number_once()
    {
        var parsed = PatientList.Parse(" 0012 , 77\r\n\n0012;E-5\n", TestPatientKind.Mrn);

        Assert.Equal(["0012", "77", "E-5"], parsed.Value!.Select(patient => patient.Value));
    }

    [Fact]
    public void Fhir_ids_lose_their_resource_name() =>
        Assert.Equal(["a-195900.E-12"], PatientList.Parse("Patient/a-195900.E-12", TestPatientKind.FhirId).Value!.Select(patient => patient.Value));

    [Fact]
    public void Search_keeps_its_commas() =>
        Assert.Equal(["family=Oak,Elm&birthdate=1971"], PatientList.Parse("?family=Oak,Elm&birthdate=1971", TestPatientKind.Search).Value!.Select(patient => patient.Value));

    [Theory]
    [InlineData("12\nno id at all", TestPatientKind.FhirId, "Line 2")]
    [InlineData("Okafor", TestPatientKind.Search, "Line 1")]
    public void Refusal_names_the_line_and_never_the_value(string text, TestPatientKind kind, string line)
    {
        var refusal = PatientList.Parse(text, kind).Refusal!;

        Assert.Contains(line, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("no id at all", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_fifty_are_refused() =>
        Assert.Contains("at most 50", PatientList.Parse(string.Join('\n', Enumerable.Range(0, 51)), TestPatientKind.Mrn).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_an_empty_list() => Assert.Empty(PatientList.Parse(" \n ", TestPatientKind.Mrn).Value!);
}
