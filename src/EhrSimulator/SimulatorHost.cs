using EhrSimulator.Hospitals;
using EhrSimulator.SignIn;
using EhrSimulator.Staff;
using EhrSimulator.Traffic;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EhrSimulator;

/// <summary>Builds the web application of all simulated hospitals; the portal and the tests start the same one in-process.</summary>
public static class SimulatorHost
{
    private static readonly TimeSpan JwksTimeout = TimeSpan.FromSeconds(5);

    public static WebApplication Build(SimulatorOptions options, string[]? args = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var urls = new ConfigurationBuilder().AddCommandLine(args ?? []).Build()["urls"] ?? options.Urls;

        // An empty builder reads no settings file and no environment: the process that hosts us has its own.
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical); // answers cut short on purpose are no news
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.Time)
            .AddSingleton<HospitalDirectory>()
            .AddSingleton(new HttpClient { Timeout = JwksTimeout })
            .AddSingleton<Jwks>()
            .AddSingleton<AssertionVerifier>()
            .AddSingleton<TokenEndpoint>()
            .AddSingleton<HospitalTraffic>();

        var app = builder.Build();
        app.MapStaff();
        var traffic = app.Services.GetRequiredService<HospitalTraffic>();
        app.Map("/{slug}/{**path}", traffic.ServeAsync);
        return app;
    }

    /// <summary>The bound base address after the start, without a slash at the end.</summary>
    public static string Address(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
    }
}
