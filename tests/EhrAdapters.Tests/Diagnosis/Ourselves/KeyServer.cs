using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Ourselves;

/// <summary>An address where public keys lie, or what lies there instead.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private KeyServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/') + "/jwks/lakeside");

    public static async Task<KeyServer> StartAsync(string body, int status = 200, string contentType = "application/json")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = contentType;
            http.Response.Headers.CacheControl = "public, max-age=300";
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), http.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new KeyServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
