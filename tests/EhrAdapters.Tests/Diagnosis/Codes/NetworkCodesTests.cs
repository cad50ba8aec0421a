using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EhrAdapters.Diagnosis;
using Xunit;
using static EhrAdapters.Tests.Diagnosis.Codes.Climbing;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of levels 1 and 2, and those of level 0 that the network makes.</summary>
public sealed class NetworkCodesTests
{
    private const string Host = "fhir.hospital.test";
    private const string One = "203.0.113.7";
    private const string Two = "203.0.113.8";

    private FakeNetwork network = new();

    [Theory]
    [InlineData(SocketError.HostNotFound, FindingCodes.DnsNxDomain)]
    [InlineData(SocketError.NoData, FindingCodes.DnsNxDomain)]
    [InlineData(SocketError.TryAgain, FindingCodes.DnsServFail)]
    [InlineData(SocketError.NoRecovery, FindingCodes.DnsServFail)]
    public async Task Resolver_error_has_its_code(SocketError error, string code)
    {
        network.Name(Host, error);

        Assert.Equal(LadderRung.Dns, await StopsAsync(code, FaultOwner.Hospital));
    }

    [Fact]
    public async Task Name_servers_that_stay_silent_time_out()
    {
        network.NeverAnswers(Host);

        Assert.Equal(LadderRung.Dns, await StopsAsync(FindingCodes.DnsTimeout, FaultOwner.Hospital, Short));
    }

    [Fact]
    public async Task Public_name_with_a_private_answer_is_never_called()
    {
        network.Name(Host, "10.0.0.8");

        await StopsAsync(FindingCodes.DnsInternalAnswer, FaultOwner.Hospital);

        Assert.Empty(network.Dialed);
    }

    [Theory]
    [InlineData(One, CheckState.Warning)]
    [InlineData(One + "," + Two, CheckState.Warning)]
    [InlineData(Two, CheckState.Passed)]
    public async Task Address_that_was_not_there_at_the_last_good_test_warns(string now, CheckState state)
    {
        network.Name(Host, now.Split(',')).Place(One, SocketError.ConnectionRefused).Place(Two, SocketError.ConnectionRefused);

        var step = (await ClimbAsync(Open($"https://{Host}/r4"), network, lastGood: new() { At = default, Addresses = [Two, "203.0.113.9"] })).Step(LadderRung.Dns);

        Assert.Equal(state, step.State);
        if (state is CheckState.Warning)
            Assert.Contains(LetterProof.Holds(step.Finding!, FindingCodes.DnsChanged, FaultOwner.Hospital, Key).Evidence, item => item.Value == Two + ", 203.0.113.9");
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, FindingCodes.TcpRefused, FaultOwner.Hospital)]
    [InlineData(SocketError.ConnectionReset, FindingCodes.TcpReset, FaultOwner.HospitalNetwork)]
    [InlineData(SocketError.HostUnreachable, FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork)]
    [InlineData(SocketError.NetworkUnreachable, FindingCodes.SelfEgress, FaultOwner.OurService)]
    [InlineData(SocketError.TooManyOpenSockets, FindingCodes.SelfBusy, FaultOwner.OurService)]
    [InlineData(SocketError.NoBufferSpaceAvailable, FindingCodes.SelfBusy, FaultOwner.OurService)]
    public async Task Connection_error_has_its_code(SocketError error, string code, FaultOwner owner)
    {
        network.Name(Host, One).Place(One, error);

        Assert.Equal(LadderRung.Tcp, await StopsAsync(code, owner));
    }

    [Fact]
    public async Task Silence_is_a_firewall_and_names_whom_to_let_in()
    {
        network.Name(Host, One, Two).Silent(One).Silent(Two);

        var report = await ClimbAsync(Open($"https://{Host}/r4"), network, Alone with { EgressAddresses = ["198.51.100.4", "198.51.100.5"] }, limits: Short);

        var finding = Proven(report, FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork);
        Assert.Equal($"Please allow connections from 198.51.100.4, 198.51.100.5 to {Host} on port 443.", finding.Requests[0]);
        Assert.Contains(new EvidenceItem("Our outgoing addresses", "198.51.100.4, 198.51.100.5"), finding.Evidence);
    }

    [Fact]
    public async Task Silent_listener_ends_with_the_connect_limit()
    {
        // An accept queue that is full swallows every further greeting, as a firewall does.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var place = (IPEndPoint)full.LocalEndPoint!;
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(place, TestContext.Current.CancellationToken);
        _ = second.ConnectAsync(place, TestContext.Current.CancellationToken).AsTask();
        var watch = Stopwatch.StartNew();

        var report = await ClimbAsync(Loopback(place.Port), limits: Short);

        Proven(report, FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork);
        Assert.InRange(watch.Elapsed, Short.ConnectTimeout - TimeSpan.FromMilliseconds(50), Short.ConnectTimeout + TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.ConnectionRefused)]
    public async Task Dead_address_beside_a_living_one_warns_and_the_climb_goes_on(SocketError error)
    {
        await using var server = RawServer.Plain();
        network.Name(Host, One, Two).Place(One, server.Port).Place(Two, error);

        var report = await ClimbAsync(Open($"https://{Host}/r4"), network);

        var step = report.Step(LadderRung.Tcp);
        Assert.Equal(CheckState.Warning, step.State);
        Assert.Contains(Two, LetterProof.Holds(step.Finding!, FindingCodes.TcpPartial, FaultOwner.Hospital, Key).Requests[0], StringComparison.Ordinal);
        Assert.NotEqual(CheckState.NotReached, report.Step(LadderRung.Tls).State);
    }

    [Fact]
    public async Task Silent_heartbeat_is_a_tunnel_that_is_down()
    {
        network.Name(Host, "10.20.30.40").Silent("10.20.30.40").Silent("10.20.0.1");
        var watch = Stopwatch.StartNew();

        Proven(await ClimbAsync(Behind("10.20.0.1:443"), network, limits: Short), FindingCodes.VpnDown, FaultOwner.HospitalNetwork);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Short.ConnectTimeout + TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SocketError.ConnectionRefused)]
    public async Task Heartbeat_that_answers_is_a_tunnel_without_this_host(SocketError? answer)
    {
        await using var heart = RawServer.Silent();
        network.Name(Host, "10.20.30.40").Silent("10.20.30.40");
        network = answer is { } error ? network.Place("10.20.0.1", error) : network.Place("10.20.0.1", heart.Port);

        Proven(await ClimbAsync(Behind("10.20.0.1:443"), network, limits: Short), FindingCodes.VpnUpNoRoute, FaultOwner.HospitalNetwork);
    }

    [Fact]
    public async Task Heartbeat_that_nobody_allowed_is_not_called()
    {
        network.Name(Host, "10.20.30.40").Silent("10.20.30.40").Place("10.99.0.1", SocketError.ConnectionRefused);

        var finding = Proven(await ClimbAsync(Behind("10.99.0.1:443"), network, limits: Short), FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork);

        Assert.DoesNotContain(network.Dialed, place => place.Address.ToString() == "10.99.0.1");
        Assert.Contains(finding.Evidence, item => item.Name == "VPN heartbeat" && item.Value.Contains("not on the list", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Host_that_answers_leaves_the_heartbeat_alone()
    {
        await using var server = RawServer.Plain();
        network.Name(Host, "10.20.30.40").Place("10.20.30.40", server.Port).Silent("10.20.0.1");

        await ClimbAsync(Behind("10.20.0.1:443"), network, limits: Short);

        Assert.DoesNotContain(network.Dialed, place => place.Address.ToString() == "10.20.0.1");
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required", FindingCodes.Proxy407, FaultOwner.OurService)]
    [InlineData("403 Forbidden", FindingCodes.SelfEgress, FaultOwner.OurService)]
    [InlineData("504 Gateway Timeout", FindingCodes.TcpTimeout, FaultOwner.HospitalNetwork)]
    public async Task Proxy_that_opens_no_tunnel_is_told_by_its_status(string status, string code, FaultOwner owner)
    {
        List<string> asked = [];
        await using var proxy = RawServer.Answering(request =>
        {
            asked.Add(request);
            return RawServer.Http(status, null, "Proxy-Authenticate: Basic realm=\"way out\"");
        });
        var behind = new FakeNetwork { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}") };

        var report = await ClimbAsync(Open($"https://{Host}/r4"), behind);

        var finding = Proven(report, code, owner);
        Assert.Equal(LadderRung.Http, report.FirstFailure!.Rung);
        Assert.Contains(new EvidenceItem("Proxy answered", status[..3]), finding.Evidence);
        Assert.StartsWith($"CONNECT {Host}:443", Assert.Single(asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_is_not_asked_for_a_name_that_leads_inside()
    {
        await using var proxy = RawServer.Answering(_ => RawServer.Http("407 Proxy Authentication Required"));
        var behind = new FakeNetwork { Proxy = new WebProxy($"http://127.0.0.1:{proxy.Port}") }.Name(Host, "169.254.169.254");

        Proven(await ClimbAsync(Open($"https://{Host}/r4"), behind), FindingCodes.DnsInternalAnswer, FaultOwner.Hospital);

        Assert.Empty(behind.Dialed);
    }

    private static Connection Behind(string heartbeat) => Open($"https://{Host}/r4", "10.20.0.0/16") with { VpnHeartbeat = heartbeat };

    private async Task<LadderRung> StopsAsync(string code, FaultOwner owner, EhrAdapterOptions? limits = null)
    {
        var report = await ClimbAsync(Open($"https://{Host}/r4"), network, limits: limits);
        Proven(report, code, owner);
        return report.FirstFailure!.Rung;
    }
}
