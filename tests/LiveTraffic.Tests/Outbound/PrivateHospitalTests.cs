using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Monitor;
using LiveTraffic.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Onboarding;
using Onboarding.Outbound;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Outbound;

/// <summary>A live hospital at a private address: gateway and monitor follow the allow-list from one call to the next.</summary>
public sealed class PrivateHospitalTests
{
    private static readonly Actor Administrator = new("a1", "Fable Orr", Roles.Administrator);

    [Fact]
    public async Task Without_an_entry_gateway_and_probe_name_the_private_address()
    {
        await using var bench = await LiveBench.OpenAsync(adapters: time => new EhrAdapterFactory(time));
        var site = await bench.SiteAsync(address: "https://10.20.30.40/r4");

        var refusal = (await ReadAsync(bench, site, await KeyAsync(bench, site))).Refusal!;
        var (fault, _) = await bench.Get<HospitalProbe>().LookAsync(site, LiveBench.Cancel);

        Assert.Equal((502, "cfg-private-addr", FaultOwner.Hospital), (refusal.Status, refusal.Code, refusal.Owner));
        Assert.Contains("administrator", refusal.NextStep, StringComparison.Ordinal);
        Assert.Equal(FindingCodes.CfgPrivateAddr, fault!.Code);
    }

    [Fact]
    public async Task Real_server_at_a_private_address_is_served_while_the_entry_lives_and_refused_after_its_last_day()
    {
        Assert.SkipUnless(OwnPrivateAddress() is not null, "This machine has no private address of its own beside loopback.");
        await using var hospital = await HospitalAsync(OwnPrivateAddress()!);
        var address = new Uri(hospital.Urls.First());
        await using var bench = await LiveBench.OpenAsync(adapters: time => new EhrAdapterFactory(time));
        var site = await bench.SiteAsync(address: new Uri(address, "/r4").AbsoluteUri);
        var key = await KeyAsync(bench, site);
        var probe = bench.Get<HospitalProbe>();

        Assert.Equal("cfg-private-addr", (await ReadAsync(bench, site, key)).Refusal?.Code);

        await AllowAsync(bench, site, address.IdnHost, days: 3);
        Assert.Equal("p1", (await ReadAsync(bench, site, key)).Patient?.Find("id")?.Value);
        Assert.Null((await probe.LookAsync(site, LiveBench.Cancel)).Fault);

        // The connection of a moment ago still lies open in the adapter's pool; the list decides all the same.
        bench.Time.Advance(TimeSpan.FromDays(4));
        Assert.Equal("cfg-private-addr", (await ReadAsync(bench, site, key)).Refusal?.Code);
        Assert.Equal(FindingCodes.CfgPrivateAddr, (await probe.LookAsync(site, LiveBench.Cancel)).Fault?.Code);
    }

    [Fact]
    public async Task Adapter_is_kept_while_the_list_stands_and_replaced_with_each_change_of_it()
    {
        await using var bench = await LiveBench.OpenAsync();
        var site = await bench.SiteAsync();
        var cache = bench.Get<AdapterCache>();
        await RentAsync(2);
        Assert.Equal((1, 0), (bench.Hospital.Made, bench.Hospital.Disposed));

        var entry = await AllowAsync(bench, site, "10.20.0.0/16", days: 3);
        await RentAsync(2);
        Assert.Equal((2, 1), (bench.Hospital.Made, bench.Hospital.Disposed));
        Assert.Equal(["10.20.0.0/16"], bench.Hospital.Given!.AllowPrivateNetwork);

        await AllowAsync(bench, null, "10.77.0.0/16", days: 9);
        await bench.Get<AllowList>().EndAsync(entry.Id, Administrator, LiveBench.Cancel);
        await RentAsync(2);
        Assert.Equal(["10.77.0.0/16"], bench.Hospital.Given!.AllowPrivateNetwork);

        bench.Time.Advance(TimeSpan.FromDays(11));
        await RentAsync(1);
        Assert.Equal((4, 3), (bench.Hospital.Made, bench.Hospital.Disposed));
        Assert.Empty(bench.Hospital.Given!.AllowPrivateNetwork);

        async Task RentAsync(int times)
        {
            for (var time = 0; time < times; time++)
                (await cache.RentAsync(site, LiveBench.Cancel)).Dispose();
        }
    }

    private static async Task<string> KeyAsync(LiveBench bench, Site site) => (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!.Plain;

    private static Task<GatewayAnswer> ReadAsync(LiveBench bench, Site site, string key) => bench.Get<PatientGateway>().ReadAsync(site.Slug, new(key), "p1", LiveBench.Cancel);

    private static async Task<AllowedNetwork> AllowAsync(LiveBench bench, Site? site, string entry, int days)
    {
        var lastDay = DateOnly.FromDateTime(bench.Time.GetUtcNow().UtcDateTime).AddDays(days);
        var added = await bench.Get<AllowList>().AddAsync(entry, site?.Id, "VPN is up.", lastDay, Administrator, LiveBench.Cancel);
        Assert.True(added.Succeeded, added.Refusal?.Message);
        return added.Value!;
    }

    private static IPAddress? OwnPrivateAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(card => card.OperationalStatus is OperationalStatus.Up).SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)
        .FirstOrDefault(address => !OutboundGuard.IsPublic(address) && AllowEntry.Check(address.ToString()).Succeeded);

    private static async Task<WebApplication> HospitalAsync(IPAddress at)
    {
        var host = at.AddressFamily is AddressFamily.InterNetworkV6 ? $"[{at}]" : at.ToString();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:0");
        var app = builder.Build();
        app.MapGet("/r4/Patient/p1", () => Results.Text("""{ "resourceType": "Patient", "id": "p1", "gender": "female" }""", "application/fhir+json"));
        await app.StartAsync(LiveBench.Cancel);
        return app;
    }
}
