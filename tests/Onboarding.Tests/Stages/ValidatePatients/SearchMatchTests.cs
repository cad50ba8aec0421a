using EhrAdapters.Diagnosis;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Stages.Samples;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients;

/// <summary>A fuzzy hit whose birth date or number differs is not the patient.</summary>
public sealed class SearchMatchTests
{
    private static readonly Patient Born = new() { Id = "p1", BirthDate = "1971-02-09", Identifier = [new("urn:oid:2.999.7.1", "MW4001")] };

    [Theory]
    [InlineData("family=Oak&birthdate=1971-02-09", true)]
    [InlineData("family=Oak&birthdate=eq1971-02-09", true)]
    [InlineData("family=Oak&birthdate=1971-02-08", false)]
    [InlineData("family=Oak&birthdate=1971", true)]
    [InlineData("family=Oak&birthdate=1972", false)]
    [InlineData("family=Oak&birthdate=ge1980-01-01", true)]
    [InlineData("?identifier=urn%3Aoid%3A2.999.7.1%7CMW4001", true)]
    [InlineData("identifier=MW4002", false)]
    [InlineData("_id=p1", true)]
    [InlineData("_id=p0,p1", true)]
    [InlineData("_id=p2", false)]
    [InlineData("family=Oak&_count=10", true)]
    public void Hit_is_held_to_the_birth_date_the_number_and_the_id_that_were_asked_for(string query, bool expected) =>
        Assert.Equal(expected, SearchMatch.IsAsked(Born, query, (_, _) => false));

    [Fact]
    public async Task Search_that_brings_another_birth_date_has_not_found_the_patient()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients(3)];

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [new(TestPatientKind.Search, "family=Oak&birthdate=1931-05-06")] });
        var nobody = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [new(TestPatientKind.Search, "family=Oak&birthdate=1900-05-06")] });

        Assert.Equal("1 of 1", outcome.Row("VALIDATE-NAME").Measured);
        Assert.Contains("the birth date that was asked for", nobody.Row(FindingCodes.Api404Patient).Explanation, StringComparison.Ordinal);
    }
}
