using EhrSimulator;

namespace Portal.Glue;

/// <summary>Starts the simulated hospitals beside the portal, in Development only; uses the ones that already run where the port is theirs.</summary>
public sealed partial class SimulatorService(SimulatedHospitals hospitals, IConfiguration configuration, ILogger<SimulatorService> logger) : IHostedService
{
    public const string UrlKey = "Simulator:Url";
    private const string DefaultUrl = "http://localhost:5090";
    private WebApplication? simulator;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var url = configuration[UrlKey] ?? DefaultUrl;
        var host = SimulatorHost.Build(new() { Urls = url });
        try
        {
            await host.StartAsync(cancellationToken);
            simulator = host;
            hospitals.Address = new(SimulatorHost.Address(host));
            Started(logger, hospitals.Address);
        }
        catch (IOException)
        {
            await host.DisposeAsync();
            await UseRunningAsync(new(url), cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (simulator is null) return;
        await simulator.StopAsync(cancellationToken);
        await simulator.DisposeAsync();
    }

    private async Task UseRunningAsync(Uri url, CancellationToken cancellationToken)
    {
        hospitals.Address = url;
        if ((await hospitals.ListAsync(cancellationToken)).Count > 0)
        {
            Found(logger, url);
            return;
        }

        hospitals.Address = null;
        Taken(logger, url);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulated hospitals on {Address}")]
    private static partial void Started(ILogger logger, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "Simulated hospitals already run on {Address}; the portal uses those")]
    private static partial void Found(ILogger logger, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another program listens on {Address}: there are no simulated hospitals. Set Simulator:Url to a free port")]
    private static partial void Taken(ILogger logger, Uri address);
}
