using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Outbound;

/// <summary>What runs and pages are given of the allow-list, at the moment they ask.</summary>
public sealed class PrivateRunTests
{
    private static readonly Actor Administrator = new("a1", "Fable Orr", Roles.Administrator);

    private static readonly Connection Inside = Samples.Connection with { FhirBaseUrl = new("https://10.20.30.40/r4") };

    [Fact]
    public async Task Configure_refuses_a_private_address_accepts_it_with_an_entry_and_refuses_it_after_the_last_day()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var site = await bench.SiteAsync(connection: Inside);

        var without = Address(await bench.RunAsync(site.Id, Stage.Configure));
        Assert.Equal((FindingCodes.CfgPrivateAddr, CheckState.Failed), (without.Code, without.State));
        Assert.Contains("an administrator", without.NextStep, StringComparison.Ordinal);
        Assert.NotNull(without.Letter);

        await AllowAsync(bench, "10.20.0.0/16", site.Id, days: 3);
        var with = Address(await bench.RunAsync(site.Id, Stage.Configure));
        Assert.Equal(("CONFIG-ADDRESS", CheckState.Passed), (with.Code, with.State));

        bench.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(FindingCodes.CfgPrivateAddr, Address(await bench.RunAsync(site.Id, Stage.Configure)).Code);
    }

    [Fact]
    public async Task Connection_test_of_a_private_address_stops_at_its_first_rung_until_it_is_allowed()
    {
        // The real ladder: without an entry it makes no call at all.
        await using var bench = await Bench.OpenAsync(services => services
            .AddSingleton<IEhrAdapterFactory>(provider => new EhrAdapterFactory(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IConnectionLadder>(provider => new ConnectionLadder(provider.GetRequiredService<IEhrAdapterFactory>(), provider.GetRequiredService<TimeProvider>())), realRunners: true);
        var site = await bench.SiteAsync(connection: Inside);
        await EvidenceAsync(bench, site);

        var run = await bench.RunAsync(site.Id, Stage.TestConnection);

        var failed = Assert.Single(run.Rows, row => row.State is CheckState.Failed);
        Assert.Equal(FindingCodes.CfgPrivateAddr, failed.Code);
        Assert.All(run.Rows.Skip(run.Rows.ToList().IndexOf(failed) + 1), row => Assert.Contains(row.State, new[] { CheckState.NotReached, CheckState.NotApplicable }));
    }

    [Fact]
    public async Task Run_and_mapping_are_given_what_lives_at_their_moment_whatever_is_stored()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        var site = await bench.SiteAsync(connection: Inside);
        await StoreAsync(bench, site.Id, Inside with { AllowPrivateNetwork = ["10.20.30.40"] });
        Assert.Empty(await OpenedAsync(bench, site.Id));

        var entry = await AllowAsync(bench, "10.20.30.40", site.Id, days: 3);
        Assert.Equal(["10.20.30.40"], await OpenedAsync(bench, site.Id));
        await bench.RunAsync(site.Id, Stage.Configure);
        await bench.RunAsync(site.Id, Stage.TestConnection);
        Assert.Equal(["10.20.30.40"], bench.Ladder.Request!.Connection.AllowPrivateNetwork);

        await bench.Get<AllowList>().EndAsync(entry.Id, Administrator, Bench.Cancel);
        await bench.RunAsync(site.Id, Stage.TestConnection);
        Assert.Empty(bench.Ladder.Request!.Connection.AllowPrivateNetwork);
        Assert.True((await bench.Get<MappingWorkbench>().OpenAsync(site.Id, Bench.Cancel)).Succeeded);
        Assert.Empty(bench.Adapters.Given!.AllowPrivateNetwork);
    }

    [Fact]
    public async Task Simulated_hospital_gets_the_simulators_hosts_and_takes_them_nowhere_else()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync(connection: Samples.Connection with { Environment = EhrEnvironment.Simulator });
        await AllowAsync(bench, "10.20.30.40", site.Id, days: 3);

        Assert.Equal(["127.0.0.1", "localhost"], await OpenedAsync(bench, site.Id));
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection! with { Environment = EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel);
        Assert.Equal(["10.20.30.40"], await OpenedAsync(bench, site.Id));
    }

    private static ResultRow Address(StageRun run) => run.Rows.Single(row => row.Check == "Address");

    private static async Task<AllowedNetwork> AllowAsync(Bench bench, string entry, SiteId? site, int days) =>
        (await bench.Get<AllowList>().AddAsync(entry, site, "VPN is up.", DateOnly.FromDateTime(bench.Time.GetUtcNow().UtcDateTime).AddDays(days), Administrator, Bench.Cancel)).Value!;

    private static async Task<IReadOnlyList<string>> OpenedAsync(Bench bench, SiteId site)
    {
        await using var db = await bench.DbAsync();
        return (await bench.Get<SiteConnections>().OpenAsync(db, await bench.ReloadAsync(site), Bench.Cancel)).Connection!.AllowPrivateNetwork;
    }

    // As a database of before the allow-list holds it.
    private static async Task StoreAsync(Bench bench, SiteId id, Connection connection)
    {
        await using var db = await bench.DbAsync();
        var site = await db.Sites.SingleAsync(row => row.Id == id, Bench.Cancel);
        site.Configure(site.Configuration with { Connection = connection }, Bench.Csm, bench.Time.GetUtcNow());
        await db.SaveChangesAsync(Bench.Cancel);
    }

    // Configure has passed once, while an entry lived.
    private static async Task EvidenceAsync(Bench bench, Site site)
    {
        var entry = await AllowAsync(bench, "10.20.30.40", site.Id, days: 3);
        await bench.RunAsync(site.Id, Stage.Configure);
        await bench.Get<AllowList>().EndAsync(entry.Id, Administrator, Bench.Cancel);
    }
}
