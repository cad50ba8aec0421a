using EhrAdapters.Checks;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Checks;

/// <summary>A healthy hospital of any vendor passes the strict reading; the dials for bad records fail it.</summary>
public sealed class SimulatedChecksTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly string[] Types = ["Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> All => AdapterContract.All;

    [Theory, MemberData(nameof(All))]
    public async Task Patients_and_records_of_a_healthy_hospital_are_valid_in_both_readings(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        var issues = new List<ResourceIssue>();
        foreach (var mrn in site.Mrns)
        {
            var patient = (await adapter.FindPatientsByMrnAsync(mrn, Token)).Value![0];
            issues.AddRange(ResourceCheck.Of(patient).Strict);
            foreach (var type in mrn == site.Mrns[0] ? Types : [])
                issues.AddRange((await adapter.ReadRecordsAsync(type, patient.Id!, 100, Token)).Value!.Records.SelectMany(record => ResourceCheck.Of(record.Resource).Strict));
        }

        Assert.Empty(issues.Distinct());
    }

    [Fact]
    public async Task Wrong_type_in_a_record_comes_back_as_data_beside_it()
    {
        var site = await hospitals.SiteAsync("lakemere");
        await using var dials = await hospitals.WithDialsAsync("lakemere", new { faults = new[] { "record-wrong-type" } });
        using var adapter = site.Adapter();
        var patient = (await adapter.FindPatientsByMrnAsync(site.Mrns[0], Token)).Value![0];

        var read = await adapter.ReadRecordsAsync("Observation", patient.Id!, 100, Token);

        Assert.All(read.Value!.Records, record => Assert.Contains(record.Faults, fault => fault.Path == "Observation.value.value"));
    }
}
