using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>What we rely on in the platform's network stack, probed on real sockets, so that an update which changes it fails loudly.</summary>
public sealed class RealSocketTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-10, 10, "127.0.0.1", FindingCodes.TlsPrivateCa)]
    [InlineData(-10, -1, "127.0.0.1", FindingCodes.TlsExpired)]
    [InlineData(1, 10, "127.0.0.1", FindingCodes.TlsNotYet)]
    public async Task Certificate_that_we_refuse_is_named_with_its_facts(int fromDays, int toDays, string name, string code)
    {
        using var certificate = Certificate(name, fromDays, toDays);
        await using var server = await ServeAsync(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)), _ => Task.CompletedTask);

        var finding = await FindingAsync(server);

        Assert.Equal(code, finding?.Code);
        Assert.Contains(finding!.Evidence, fact => fact.Name == "Certificate SHA-256");
    }

    [Fact]
    public async Task Encrypted_call_to_a_plain_port_is_a_handshake_fault()
    {
        await using var server = await ServeAsync(options => options.Listen(IPAddress.Loopback, 0), _ => Task.CompletedTask);

        var finding = await FindingAsync(server, scheme: "https");

        Assert.True(finding?.Code is FindingCodes.TlsHandshake or FindingCodes.TcpReset, finding?.Code);
    }

    [Fact]
    public async Task Small_body_that_unpacks_to_a_huge_one_is_not_read()
    {
        await using var server = await ServeAsync(options => options.Listen(IPAddress.Loopback, 0), async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync(new byte[8 * 1024 * 1024], http.RequestAborted);
        });

        Assert.Equal(FindingCodes.HttpTooLarge, (await FindingAsync(server))?.Code);
    }

    [Fact]
    public async Task Closed_port_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(FindingCodes.TcpRefused, (await FindingAsync(new Uri($"http://127.0.0.1:{port}/r4")))?.Code);
    }

    private static async Task<Finding?> FindingAsync(WebApplication server, string? scheme = null)
    {
        var address = new UriBuilder(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) { Path = "/r4" };
        address.Scheme = scheme ?? address.Scheme;
        return await FindingAsync(address.Uri);
    }

    private static async Task<Finding?> FindingAsync(Uri address)
    {
        var connection = TestConnections.Open(address: address.AbsoluteUri) with { AllowPrivateNetwork = ["127.0.0.1"] };
        using var adapter = new EhrAdapterFactory(TimeProvider.System)
            .Create(connection, ConnectionSecrets.None, new EhrAdapterOptions { Retries = 0, RequestTimeout = TimeSpan.FromSeconds(10), MaxBodyBytes = 1024 * 1024 });
        return (await adapter.ReadCapabilityStatementAsync(Token)).Finding;
    }

    private static async Task<WebApplication> ServeAsync(Action<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions> listen, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Token);
        return app;
    }

    private static X509Certificate2 Certificate(string name, int fromDays, int toDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(name));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(fromDays), now.AddDays(toDays));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
