using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;

[assembly: AssemblyFixture(typeof(World))]

namespace Portal.E2E.Browser;

/// <summary>Everything a journey needs, started once: one browser, the simulated hospitals, one portal that knows them.</summary>
public sealed class World : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private WebApplication? simulator;

    public PortalProcess Portal { get; private set; } = null!;

    /// <summary>Where the simulated hospitals are.</summary>
    public string Hospitals { get; private set; } = "";

    public HttpClient Http { get; } = new();

    public static string Artifacts { get; } = Path.GetFullPath(Path.Combine(PortalProcess.Binary(), "../../../../../../artifacts"));

    public async ValueTask InitializeAsync()
    {
        simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0" });
        await simulator.StartAsync();
        Hospitals = SimulatorHost.Address(simulator).TrimEnd('/');
        Portal = await StartPortalAsync();

        // The machine is shared: patience for what is on its way, not for what is wrong.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        var path = ChromiumLocator.Find();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = string.IsNullOrEmpty(path) ? null : path,
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>Another portal with its own database, for journeys that kill it.</summary>
    public async Task<PortalProcess> StartPortalAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var portal = NewPortal(settings);
        await portal.StartAsync();
        return portal;
    }

    /// <summary>A portal that is not started yet; it knows the shared hospitals unless its settings name others.</summary>
    public PortalProcess NewPortal(IReadOnlyDictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string> { ["Simulator__Url"] = Hospitals, ["LiveTraffic__ProbeInterval"] = "00:00:02" };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            all[name] = value;
        return new(all);
    }

    /// <summary>A fresh browser window: own cookies, own size and theme.</summary>
    public Task<IBrowserContext> WindowAsync(int width = 1440, int height = 900, ColorScheme theme = ColorScheme.Light, PortalProcess? portal = null) =>
        browser!.NewContextAsync(new()
        {
            BaseURL = (portal ?? Portal).Address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = theme,
            Locale = "en-US",
            TimezoneId = "America/Chicago",
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (Portal is not null)
            await Portal.DisposeAsync();
        if (simulator is not null)
            await simulator.DisposeAsync();
        Http.Dispose();
    }
}
