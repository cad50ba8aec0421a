using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using LiveTraffic.Monitor;
using LiveTraffic.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace LiveTraffic.Tests.Monitor;

public sealed class LiveTrafficWatchTests
{
    private const string Host = "ehr.example.org";

    [Fact]
    public async Task Watch_takes_part_in_every_load_test()
    {
        await using var bench = await LiveBench.OpenAsync();

        Assert.Contains(bench.Services.GetServices<ILoadWatch>(), watch => watch is LiveTrafficWatch);
    }

    [Fact]
    public async Task Host_without_live_sites_is_not_looked_at()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync(address: "https://elsewhere.example.org/r4");
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);

        for (var second = 0; second < 35; second++)
            Assert.Null(await AskAsync(bench));
        Assert.Equal(0, bench.Hospital.Made);
    }

    [Fact]
    public async Task Quick_live_traffic_lets_the_test_go_on_without_a_look_of_our_own()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        for (var second = 0; second < 35; second++)
        {
            Request(bench, 0.3);
            Request(bench, 0.3);
            Request(bench, 0.3);
            Assert.Null(await AskAsync(bench));
        }

        Assert.Equal(0, bench.Hospital.Made);
    }

    [Fact]
    public async Task Slow_live_traffic_stops_the_test()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        Request(bench, 2.5);
        Request(bench, 2.5);
        Assert.Null(await AskAsync(bench));

        Request(bench, 2.5);

        Assert.Contains("3 of its last", await AskAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_are_still_waiting_count_as_slow()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        for (var i = 0; i < 3; i++)
            _ = bench.Get<HostPulse>().Begin(Host);
        Assert.Null(await AskAsync(bench));

        bench.Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Contains("suffers", await AskAsync(bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_requests_of_half_a_minute_ago_are_forgotten()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        for (var i = 0; i < 3; i++)
            Request(bench, 2.5);

        bench.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(await AskAsync(bench));
    }

    [Fact]
    public async Task Quiet_live_site_that_goes_down_is_seen_within_half_a_minute()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        Assert.Null(await AskAsync(bench));
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.Http503);

        var seconds = 0;
        for (string? reason = null; reason is null; seconds++)
            reason = await AskAsync(bench);

        Assert.InRange(seconds, 8, 30);
    }

    [Fact]
    public async Task Fault_of_our_own_side_stops_nothing()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.SelfBusy) with { Owner = FaultOwner.OurService };

        for (var second = 0; second < 35; second++)
            Assert.Null(await AskAsync(bench));
    }

    [Fact]
    public async Task Site_that_the_monitor_found_down_stops_the_test()
    {
        await using var bench = await LiveBench.OpenAsync();
        var site = await bench.SiteAsync();
        for (var i = 0; i < 2; i++)
            await bench.Get<HealthBook>().RecordAsync(site.Id, FindingCatalog.Create(FindingCodes.TcpRefused), TimeSpan.FromSeconds(1), LiveBench.Cancel);

        Assert.Contains("Mercy West is down", await AskAsync(bench), StringComparison.Ordinal);
    }

    private static readonly Guid Run = Guid.NewGuid();

    private static void Request(LiveBench bench, double seconds)
    {
        using (bench.Get<HostPulse>().Begin(Host))
            bench.Time.Advance(TimeSpan.FromSeconds(seconds));
    }

    private static Task<string?> AskAsync(LiveBench bench)
    {
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        return bench.Get<LiveTrafficWatch>().StopBecauseAsync(new()
        {
            RunId = Run, SiteId = SiteId.New(), SiteName = "Tested", TimeZone = "America/Chicago", Configuration = new(), Secrets = ConnectionSecrets.None, Patients = [],
            Connection = new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new($"https://{Host}/other") },
            Contract = DataContract.Default, Evidence = EvidenceView.None, RequestedBy = LiveBench.Csm, Progress = new Progress<RunProgress>(),
        }, LiveBench.Cancel);
    }
}
