using System.Net;
using System.Net.Sockets;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Tests.Diagnosis;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>The one way to a socket, which the ladder's own probes take as well.</summary>
public sealed class GuardedDialerTests
{
    private const string Host = "fhir.hospital.test";

    private readonly FakeTimeProvider time = new(TestConnections.Now);
    private readonly FakeNetwork network = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task Address_that_nobody_allowed_is_refused_at_the_last_moment(string address)
    {
        await Assert.ThrowsAsync<BlockedAddressException>(() => Dialer().DialAsync(new(IPAddress.Parse(address), 443), Host, Token));

        Assert.Empty(network.Dialed);
    }

    [Fact]
    public async Task Metadata_address_is_refused_even_where_its_host_is_allowed() =>
        await Assert.ThrowsAsync<BlockedAddressException>(() => Dialer(Host, "169.254.169.254").DialAsync(new(IPAddress.Parse("169.254.169.254"), 80), Host, Token));

    [Fact]
    public async Task Allowed_address_is_dialed()
    {
        await using var server = RawServer.Silent();

        using var socket = await Dialer("127.0.0.1").DialAsync(new(IPAddress.Loopback, server.Port), Host, Token);

        Assert.True(socket.Connected);
    }

    [Theory]
    [InlineData(1, FindingCodes.DnsServFail)]
    [InlineData(6, FindingCodes.DnsTimeout)]
    public async Task Try_again_after_a_long_wait_is_silence_and_at_once_a_failure(int seconds, string code)
    {
        network.Name(Host, SocketError.TryAgain, () => time.Advance(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(code, (await Assert.ThrowsAsync<NameFaultException>(() => Dialer().ResolveAsync(Host, Token))).Code);
    }

    [Fact]
    public async Task Resolver_that_never_answers_ends_with_the_limit()
    {
        network.NeverAnswers(Host);
        var asking = Dialer().ResolveAsync(Host, Token);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(FindingCodes.DnsTimeout, (await Assert.ThrowsAsync<NameFaultException>(() => asking)).Code);
    }

    [Fact]
    public async Task Name_without_an_address_does_not_exist()
    {
        network.Name(Host);

        Assert.Equal(FindingCodes.DnsNxDomain, (await Assert.ThrowsAsync<NameFaultException>(() => Dialer().ResolveAsync(Host, Token))).Code);
    }

    private GuardedDialer Dialer(params string[] allow) => new(new OutboundGuard(allow), network.Network, TimeSpan.FromSeconds(10), time);
}
