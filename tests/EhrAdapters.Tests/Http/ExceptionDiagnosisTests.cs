using System.Net.Sockets;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using Xunit;

namespace EhrAdapters.Tests.Http;

public sealed class ExceptionDiagnosisTests
{
    [Theory]
    [InlineData(SocketError.HostNotFound, FindingCodes.DnsNxDomain)]
    [InlineData(SocketError.NoData, FindingCodes.DnsNxDomain)]
    [InlineData(SocketError.TryAgain, FindingCodes.DnsTimeout)]
    [InlineData(SocketError.NoRecovery, FindingCodes.DnsServFail)]
    [InlineData(SocketError.ConnectionRefused, FindingCodes.TcpRefused)]
    [InlineData(SocketError.TimedOut, FindingCodes.TcpTimeout)]
    [InlineData(SocketError.HostUnreachable, FindingCodes.TcpTimeout)]
    [InlineData(SocketError.ConnectionReset, FindingCodes.TcpReset)]
    [InlineData(SocketError.TooManyOpenSockets, FindingCodes.SelfBusy)]
    [InlineData(SocketError.NoBufferSpaceAvailable, FindingCodes.SelfBusy)]
    [InlineData(SocketError.AddressNotAvailable, FindingCodes.SelfBusy)]
    [InlineData(SocketError.ProcessLimit, FindingCodes.SelfBusy)]
    [InlineData(SocketError.NetworkDown, FindingCodes.SelfEgress)]
    public void Socket_error_has_its_code(SocketError error, string code) =>
        Assert.Equal(code, Explain(new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)error))));

    [Fact]
    public void Answer_that_ends_early_is_truncated() =>
        Assert.Equal(FindingCodes.HttpTruncated, Explain(new HttpRequestException(HttpRequestError.ResponseEnded, "x")));

    [Fact]
    public void Proxy_that_refuses_is_named() =>
        Assert.Equal(FindingCodes.Proxy407, Explain(new HttpRequestException(HttpRequestError.ProxyTunnelError, "x")));

    [Theory]
    [InlineData("407", FindingCodes.Proxy407)]
    [InlineData("403", FindingCodes.SelfEgress)]
    [InlineData("502", FindingCodes.TcpTimeout)]
    public void Proxy_status_decides_who_turned_us_away(string status, string code) => Assert.Equal(code, Explain(
        new HttpRequestException(HttpRequestError.ProxyTunnelError, $"The proxy tunnel request to proxy 'http://proxy.corp.example:3128/' failed with status code '{status}'.")));

    [Fact]
    public void Name_fault_keeps_its_code_inside_a_call() =>
        Assert.Equal(FindingCodes.DnsTimeout, Explain(Wrapped(new NameFaultException("fhir.hillcrest.example", FindingCodes.DnsTimeout, SocketError.TimedOut))));

    [Theory]
    [InlineData("error:0A00045C:SSL routines::tlsv13 alert certificate required", FindingCodes.MtlsRequired)]
    [InlineData("error:0A000418:SSL routines::tlsv1 alert unknown ca", FindingCodes.MtlsRejected)]
    [InlineData("error:0A00042E:SSL routines::tlsv1 alert protocol version", FindingCodes.TlsVersion)]
    public void Alert_that_comes_after_the_handshake_is_told_as_on_the_ladder(string alert, string code) =>
        Assert.Equal(code, Explain(new HttpRequestException(HttpRequestError.Unknown, "x", new IOException("y", new InvalidOperationException(alert)))));

    [Fact]
    public void Request_to_be_let_in_names_our_outgoing_addresses()
    {
        var finding = ExceptionDiagnosis.Explain(Wrapped(new SocketException((int)SocketError.TimedOut)), new Uri("https://fhir.hillcrest.example/r4"), new FindingWords(TestConnections.Open(), ["198.51.100.4"]));

        Assert.Contains("allow connections from 198.51.100.4 to fhir.hillcrest.example", finding.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Public_name_with_private_answer_is_split_dns() =>
        Assert.Equal(FindingCodes.DnsInternalAnswer, Explain(Wrapped(new BlockedAddressException("fhir.hillcrest.example", [System.Net.IPAddress.Parse("10.0.0.8")]))));

    [Fact]
    public void Private_address_typed_in_is_our_configuration() =>
        Assert.Equal(FindingCodes.CfgPrivateAddr, Explain(Wrapped(new BlockedAddressException("10.0.0.8", [System.Net.IPAddress.Parse("10.0.0.8")]))));

    [Fact]
    public void Failure_of_ours_never_reads_as_the_hospitals() => Assert.Equal(FindingCodes.SelfError, Explain(new InvalidOperationException("secret text")));

    [Fact]
    public void Message_of_an_exception_is_not_shown() => Assert.DoesNotContain(
        ExceptionDiagnosis.Explain(new InvalidOperationException("secret text"), new Uri("https://fhir.hillcrest.example/r4"), Words).Evidence,
        fact => fact.Value.Contains("secret text", StringComparison.Ordinal));

    private static FindingWords Words => new(TestConnections.Open());

    private static HttpRequestException Wrapped(Exception inner) => new(HttpRequestError.ConnectionError, "x", inner);

    private static string Explain(Exception fault) => ExceptionDiagnosis.Explain(fault, new Uri("https://fhir.hillcrest.example/r4"), Words).Code;
}
