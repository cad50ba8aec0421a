using EhrAdapters.Diagnosis;
using Hl7.Fhir.Model;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace EhrAdapters.Tests.Contract;

/// <summary>What every adapter owes its caller about clinical records, whatever the vendor.</summary>
public sealed class RecordContract(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly string[] Types = ["Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"];
    private static readonly string[] OneOfEachVendor = ["quillhaven", "juniper-basin", "brackenford", "lakemere", "stonebridge"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> All => AdapterContract.All;

    public static TheoryData<string> EachVendor => [.. OneOfEachVendor];

    [Theory, MemberData(nameof(All))]
    public async Task Records_of_each_type_come_once_and_only_as_that_type(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        var patient = await FirstAsync(adapter, site);

        foreach (var type in Types)
        {
            var read = await adapter.ReadRecordsAsync(type, patient, 100, Token);

            Assert.Null(read.Finding);
            Assert.Empty(read.Warnings);
            Assert.NotEmpty(read.Value!.Records);
            Assert.Equal(0, read.Value.Unreadable);
            Assert.False(read.Value.HasMore);
            Assert.All(read.Value.Records, record => Assert.Equal(type, record.Resource.TypeName));
            Assert.All(read.Value.Records, record => Assert.Empty(record.Faults));
            Assert.Distinct(read.Value.Records.Select(record => record.Resource.Id));
            Assert.DoesNotContain(read.Evidence, fact => fact.Value.Contains(patient, StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(EachVendor))]
    public async Task Limit_is_kept_and_said(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        var patient = await FirstAsync(adapter, site);

        var one = await adapter.ReadRecordsAsync("Observation", patient, 1, Token);

        Assert.Single(one.Value!.Records);
        Assert.True(one.Value.HasMore);
    }

    [Theory, MemberData(nameof(EachVendor))]
    public async Task Refusal_is_a_finding(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { "condition-403" } });
        using var adapter = site.Adapter();
        var patient = await FirstAsync(adapter, site);

        Assert.Equal(FindingCodes.Api403, (await adapter.ReadRecordsAsync("Condition", patient, 10, Token)).Finding?.Code);
        Assert.Null((await adapter.ReadRecordsAsync("Encounter", patient, 10, Token)).Finding);
        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ReadRecordsAsync("Encounter", "../metadata", 10, Token)).Finding?.Code);
    }

    [Theory, MemberData(nameof(EachVendor))]
    public async Task Outcome_entry_is_no_record_and_none_at_all_is_no_fault(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();
        var patient = await FirstAsync(adapter, site);
        EhrResult<PatientRecords> with, without;
        await using (await hospitals.WithDialsAsync(slug, new { faults = new[] { "outcome-in-200" } }))
            with = await adapter.ReadRecordsAsync("Encounter", patient, 10, Token);
        await using (await hospitals.WithDialsAsync(slug, new { faults = new[] { "no-records" } }))
        {
            using var fresh = site.Adapter();
            without = await fresh.ReadRecordsAsync("Encounter", patient, 10, Token);
        }

        Assert.All(with.Value!.Records, record => Assert.IsType<Encounter>(record.Resource));
        Assert.Equal(0, with.Value.Unreadable);
        Assert.Contains(with.Warnings, warning => warning.Code == FindingCodes.ApiOoWarning200);
        Assert.Null(without.Finding);
        Assert.Empty(without.Value!.Records);
        Assert.Empty(without.Warnings);
    }

    private static async Task<string> FirstAsync(IEhrAdapter adapter, SimulatedSite site) => (await adapter.FindPatientsByMrnAsync(site.Mrns[0], Token)).Value![0].Id!;
}
