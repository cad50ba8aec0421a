using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>What a hostile or broken server tries, through the real adapter on real sockets: refused or cut, and told rightly.</summary>
public sealed class GuardAtTheWireTests
{
    private const string Host = "fhir.hospital.example";
    private const string Public = "203.0.113.7";
    private const long Gigabyte = 1L << 30;

    private static readonly EhrAdapterOptions Limits = new() { Retries = 0, RequestTimeout = TimeSpan.FromSeconds(10), MaxBodyBytes = 1024 * 1024 };
    private static readonly EhrAdapterOptions Hasty = Limits with { RequestTimeout = TimeSpan.FromMilliseconds(500) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_that_turns_private_between_two_calls_is_refused_at_the_second()
    {
        var reached = 0;
        await using var server = RawServer.Answering(_ =>
        {
            Interlocked.Increment(ref reached);
            return RawServer.Http("404 Not Found");
        });
        var network = new FakeNetwork().Name(Host, Public).Name(Host, "127.0.0.1").Place(Public, server.Port);
        using var adapter = Adapter($"http://{Host}:{server.Port}/r4", network: network);

        var first = (await adapter.ReadCapabilityStatementAsync(Token)).Finding;
        var second = (await adapter.ReadCapabilityStatementAsync(Token)).Finding;

        Assert.Equal((FindingCodes.Http404Base, FindingCodes.DnsInternalAnswer), (first?.Code, second?.Code));
        Assert.Equal(FaultOwner.Hospital, second?.Owner);
        Assert.Equal(1, reached);
        Assert.All(network.Dialed, place => Assert.Equal(Public, place.Address.ToString()));
    }

    [Fact]
    public async Task Private_answer_among_public_ones_is_passed_over()
    {
        await using var server = RawServer.Answering(_ => RawServer.Http("404 Not Found"));
        var network = new FakeNetwork().Name(Host, "169.254.169.254", "10.0.0.1", Public).Place(Public, server.Port);
        using var adapter = Adapter($"http://{Host}:{server.Port}/r4", network: network);

        Assert.Equal(FindingCodes.Http404Base, (await adapter.ReadCapabilityStatementAsync(Token)).Finding?.Code);
        Assert.All(network.Dialed, place => Assert.Equal(Public, place.Address.ToString()));
    }

    [Fact]
    public async Task Redirect_to_the_metadata_address_is_told_and_never_followed()
    {
        await using var server = RawServer.Answering(_ => RawServer.Http("302 Found", null, "Location: http://169.254.169.254/latest/meta-data/iam"));
        var network = new FakeNetwork();
        using var adapter = Adapter(Loopback(server), network: network);

        var finding = (await adapter.ReadCapabilityStatementAsync(Token)).Finding!;

        Assert.Equal(FindingCodes.HttpRedirect, finding.Code);
        Assert.Contains(new EvidenceItem("Redirected to", "http://169.254.169.254"), finding.Evidence);
        Assert.All(network.Dialed, place => Assert.Equal("127.0.0.1", place.Address.ToString()));
    }

    [Fact]
    public async Task Redirect_within_the_host_is_judged_anew_when_it_connects()
    {
        await using var server = RawServer.Answering(_ => RawServer.Http("307 Temporary Redirect", null, "Location: /r4/inside"));
        var network = new FakeNetwork().Name(Host, Public).Name(Host, "169.254.169.254").Place(Public, server.Port);
        using var adapter = Adapter($"http://{Host}:{server.Port}/r4", network: network);

        var finding = (await adapter.ReadCapabilityStatementAsync(Token)).Finding;

        Assert.Equal(FindingCodes.DnsInternalAnswer, finding?.Code);
        Assert.Equal(Public, Assert.Single(network.Dialed).Address.ToString());
    }

    [Fact]
    public async Task Redirect_to_another_host_carries_nothing_there()
    {
        List<string> asked = [];
        var elsewhere = 0;
        await using var other = RawServer.Answering(_ =>
        {
            Interlocked.Increment(ref elsewhere);
            return RawServer.Http("200 OK");
        });
        await using var server = RawServer.Answering(request =>
        {
            lock (asked)
                asked.Add(request);
            return request.StartsWith("POST /token", StringComparison.Ordinal)
                ? RawServer.Http("200 OK", """{"access_token":"tok-1","token_type":"bearer","expires_in":300}"""u8.ToArray(), "Content-Type: application/json")
                : RawServer.Http("307 Temporary Redirect", null, $"Location: http://127.0.0.2:{other.Port}/r4");
        });
        using var adapter = Adapter(Loopback(server), ["127.0.0.1", "127.0.0.2"], signIn: new()
        {
            Method = SignInMethod.ClientSecretBasic, ClientId = "portal", TokenUrl = new($"http://127.0.0.1:{server.Port}/token"), Scopes = ["system/Patient.rs"],
        });

        var finding = (await adapter.ReadPatientAsync("p1", Token)).Finding;

        Assert.Equal(FindingCodes.HttpRedirect, finding?.Code);
        Assert.Contains(asked, request => request.Contains("Bearer tok-1", StringComparison.Ordinal));
        Assert.Equal(0, elsewhere);
    }

    [Fact]
    public async Task Sign_in_that_is_redirected_elsewhere_carries_no_secret_there()
    {
        var elsewhere = 0;
        await using var other = RawServer.Answering(_ =>
        {
            Interlocked.Increment(ref elsewhere);
            return RawServer.Http("200 OK");
        });
        await using var server = RawServer.Answering(_ => RawServer.Http("307 Temporary Redirect", null, $"Location: http://127.0.0.2:{other.Port}/token"));
        using var adapter = Adapter(Loopback(server), ["127.0.0.1", "127.0.0.2"], signIn: new()
        {
            Method = SignInMethod.ClientSecretPost, ClientId = "portal", TokenUrl = new($"http://127.0.0.1:{server.Port}/token"), Scopes = ["system/Patient.rs"],
        });

        Assert.False((await adapter.SignInAsync(Token)).Succeeded);
        Assert.Equal(0, elsewhere);
    }

    [Fact]
    public async Task Body_of_a_gigabyte_is_cut_at_the_cap()
    {
        long sent = 0;
        await using var server = Streaming("Transfer-Encoding: chunked", async (socket, token) =>
        {
            var chunk = Chunk(new byte[64 * 1024]);
            for (; sent < Gigabyte; sent += chunk.Length)
                await SendAllAsync(socket, chunk, token);
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.Equal(FindingCodes.HttpTooLarge, await CodeAsync(server, Limits));

        Assert.InRange(sent, Limits.MaxBodyBytes, 64 * 1024 * 1024);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Announced_gigabyte_is_not_read_at_all()
    {
        await using var server = Streaming($"Content-Length: {Gigabyte}", (socket, token) => SendAllAsync(socket, new byte[1024], token));

        Assert.Equal(FindingCodes.HttpTooLarge, await CodeAsync(server, Limits));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Bomb_is_cut_at_the_cap_counted_unpacked(string encoding)
    {
        using var packed = new MemoryStream();
        await using (Stream zip = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true) : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var megabyte = 0; megabyte < 64; megabyte++)
                await zip.WriteAsync(new byte[1024 * 1024], Token);
        }

        Assert.InRange(packed.Length, 1, 128 * 1024);
        await using var server = RawServer.Answering(_ => RawServer.Http("200 OK", packed.ToArray(), "Content-Encoding: " + encoding, "Content-Type: application/fhir+json"));

        Assert.Equal(FindingCodes.HttpTooLarge, await CodeAsync(server, Limits));
    }

    [Fact]
    public async Task Headers_that_drip_byte_by_byte_end_with_the_request_limit()
    {
        await using var server = new RawServer((socket, token) => DripAsync(socket, "HTTP/1.1 200 OK\r\nX-Drip: " + new string('a', 5000), token));

        Assert.Equal(FindingCodes.HttpTimeout, await CodeAsync(server, Hasty));
    }

    [Fact]
    public async Task Body_that_drips_byte_by_byte_ends_with_the_request_limit()
    {
        await using var server = Streaming("Content-Length: 5000", (socket, token) => DripAsync(socket, new string('{', 5000), token, asked: true));

        Assert.Equal(FindingCodes.HttpTimeout, await CodeAsync(server, Hasty));
    }

    [Fact]
    public async Task Headers_without_end_are_cut()
    {
        long sent = 0;
        await using var server = new RawServer(async (socket, token) =>
        {
            await socket.ReceiveAsync(new byte[4096], token);
            await SendAllAsync(socket, "HTTP/1.1 200 OK\r\n"u8.ToArray(), token);
            var header = Encoding.ASCII.GetBytes($"X-More: {new string('a', 2000)}\r\n");
            for (; sent < Gigabyte; sent += header.Length)
                await SendAllAsync(socket, header, token);
        });

        Assert.Equal(FindingCodes.HttpTooLarge, await CodeAsync(server, Limits));
        Assert.InRange(sent, 0, 64 * 1024 * 1024);
    }

    private static RawServer Streaming(string header, Func<Socket, CancellationToken, Task> body) => new(async (socket, token) =>
    {
        await socket.ReceiveAsync(new byte[4096], token);
        await SendAllAsync(socket, Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n{header}\r\n\r\n"), token);
        await body(socket, token);
    });

    private static async Task DripAsync(Socket socket, string text, CancellationToken token, bool asked = false)
    {
        if (!asked)
            await socket.ReceiveAsync(new byte[4096], token);
        using var drops = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        foreach (var letter in Encoding.ASCII.GetBytes(text))
        {
            await drops.WaitForNextTickAsync(token);
            await socket.SendAsync(new[] { letter }, token);
        }
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, token)..];
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];

    private static string Loopback(RawServer server) => $"http://127.0.0.1:{server.Port}/r4";

    private static async Task<string?> CodeAsync(RawServer server, EhrAdapterOptions limits)
    {
        using var adapter = Adapter(Loopback(server), limits: limits);
        return (await adapter.ReadCapabilityStatementAsync(Token)).Finding?.Code;
    }

    private static IEhrAdapter Adapter(string address, string[]? allow = null, FakeNetwork? network = null, EhrAdapterOptions? limits = null, SignInSettings? signIn = null) =>
        new EhrAdapterFactory(TimeProvider.System, network?.Network ?? EhrAdapters.Http.Network.System).Create(
            TestConnections.Open(address: address) with { AllowPrivateNetwork = allow ?? (address.Contains("127.0.0.1", StringComparison.Ordinal) ? ["127.0.0.1"] : []), SignIn = signIn ?? new() },
            new ConnectionSecrets { ClientSecret = "hush-hush" }, limits ?? Limits);
}
