using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EhrSimulator.Tests.Support;

/// <summary>Where a client publishes its keys; the test changes them and counts who asked.</summary>
public sealed class JwksServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private JwksServer(WebApplication app) => this.app = app;

    public List<SigningKey> Keys { get; } = [];

    public int Requests { get; private set; }

    public string Url => SimulatorHost.Address(app) + "/jwks";

    public static async Task<JwksServer> StartAsync(params SigningKey[] keys)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new JwksServer(builder.Build());
        server.Keys.AddRange(keys);
        server.app.Run(async http =>
        {
            server.Requests++;
            await http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. server.Keys.Select(k => k.Jwk())]) }.ToJsonString());
        });
        await server.app.StartAsync(RunningSimulator.Cancel);
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
