using EhrSimulator;
using Microsoft.AspNetCore.Builder;

namespace Portal.E2E.Hosting;

/// <summary>A portal and simulated hospitals of its own that share one clock, which the journey moves forward.</summary>
public sealed class ClockedPortal : IAsyncDisposable
{
    private readonly MovableTime time = new();
    private readonly string file = Path.Combine(Path.GetTempPath(), $"portal-clock-{Guid.CreateVersion7():N}");
    private readonly WebApplication simulator;
    private readonly HttpClient http = new();

    private ClockedPortal() => simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0", Time = time });

    /// <summary>Not started yet, so that a hospital can be taken live by the command first; a restart keeps the moved clock.</summary>
    public PortalProcess Portal { get; private set; } = null!;

    /// <summary>Where the simulated hospitals are.</summary>
    public string Hospitals { get; private set; } = "";

    public DateTimeOffset Now => time.GetUtcNow();

    public static async Task<ClockedPortal> NewAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var clocked = new ClockedPortal();
        await clocked.simulator.StartAsync();
        clocked.Hospitals = SimulatorHost.Address(clocked.simulator);
        clocked.Portal = new(new Dictionary<string, string>(ClockStartup.Settings(clocked.file).Concat(settings ?? new Dictionary<string, string>()))
        {
            ["Simulator__Url"] = clocked.Hospitals,
        });
        return clocked;
    }

    /// <summary>Moves the clock of portal and hospitals forward. What is due by then happens now, once.</summary>
    public async Task MoveAsync(TimeSpan by)
    {
        var ahead = time.Ahead + by;
        await File.WriteAllTextAsync(file, ahead.ToString());
        time.Ahead = ahead;
        using var heard = await http.GetAsync(new Uri(Portal.Address + ClockStartup.Address));
        heard.EnsureSuccessStatusCode();
    }

    public Task MoveToAsync(DateTimeOffset at) => MoveAsync(at - Now);

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await simulator.DisposeAsync();
        http.Dispose();
        File.Delete(file);
    }
}
