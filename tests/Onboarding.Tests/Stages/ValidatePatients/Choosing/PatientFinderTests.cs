using EhrAdapters.Diagnosis;
using Onboarding.Stages.ValidatePatients.Choosing;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Choosing;

/// <summary>Looking patients up: masked, only who was asked for, and nothing of the search is kept.</summary>
public sealed class PatientFinderTests
{
    [Fact]
    public async Task Found_patients_are_masked_and_carry_what_names_them()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Adapters.Patients = [.. Samples.Patients(3)];

        var found = (await bench.Get<PatientFinder>().FindAsync(site.Id, "family=Oak", Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal(["W••• ••••", "W••• ••••", "W••• ••••"], found.Patients.Select(patient => patient.Name));
        Assert.Equal(["minor", "over 89", "adult"], found.Patients.Select(patient => patient.Kind));
        Assert.Equal(new TestPatient(TestPatientKind.FhirId, "p-2"), found.Patients[1].Named);
        Assert.False(found.HasMore);
        var history = await bench.HistoryAsync(site.Id);
        Assert.Contains("Patients looked up at the hospital: 3 found", history);
        Assert.DoesNotContain(history, line => line.Contains("Oak", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_another_birth_date_is_not_offered()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Adapters.Patients = [.. Samples.Patients(3)];

        var found = (await bench.Get<PatientFinder>().FindAsync(site.Id, "family=Oak&birthdate=1931-05-06", Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal("p-2", Assert.Single(found.Patients).Named.Value);
    }

    [Theory]
    [InlineData("", "search-empty")]
    [InlineData("Okafor", "patient-list")]
    public async Task Search_that_asks_nothing_is_refused_before_the_hospital_is_asked(string query, string code)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        Assert.Equal(code, (await bench.Get<PatientFinder>().FindAsync(site.Id, query, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Empty(bench.Adapters.Asked);
    }

    [Fact]
    public async Task Who_looks_on_looks_nobody_up()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        Assert.Equal(Actor.LooksOn, (await bench.Get<PatientFinder>().FindAsync(site.Id, "family=Oak", new("m1", "Vale Orrin", Roles.Manager), Bench.Cancel)).Refusal);
        Assert.Empty(bench.Adapters.Asked);
    }
}
