using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Contract;

/// <summary>What every adapter owes its caller, whatever the vendor; run against every simulated hospital.</summary>
public sealed class AdapterContract(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> All { get; } =
    [
        "quillhaven", "marrowgate", "saltmarsh-childrens", "juniper-basin", "harrow-valley", "tern-island", "brackenford", "copper-ridge",
        "willow-prairie", "lakemere", "sundial-clinics", "ridgecrest-womens", "open-meadow", "stonebridge", "pelican-bay",
    ];

    [Theory, MemberData(nameof(All))]
    public async Task Good_configuration_reads_everything_it_needs(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        using var adapter = site.Adapter();

        var statement = await adapter.ReadCapabilityStatementAsync(Token);
        Assert.Null(statement.Finding);
        var signedIn = await adapter.SignInAsync(Token);
        Assert.Null(signedIn.Finding);
        Assert.Equal(10, site.Mrns.Count);
        foreach (var mrn in site.Mrns)
        {
            var found = await adapter.FindPatientsByMrnAsync(mrn, Token);
            Assert.Null(found.Finding);
            Assert.NotEmpty(found.Value!);
            var read = await adapter.ReadPatientAsync(found.Value![0].Id!, Token);
            Assert.Null(read.Finding);
            Assert.Equal(found.Value![0].Id, read.Value!.Id);
            Assert.DoesNotContain(read.Evidence, fact => fact.Value.Contains(mrn, StringComparison.Ordinal));
        }
    }
}
