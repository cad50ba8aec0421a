using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using LiveTraffic;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Notices;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>Sites, their stages and their background work, put into the portal.</summary>
public static class SitesRegistration
{
    private static readonly string[] ThisMachine = ["127.0.0.1", "::1", "localhost"];

    public static void AddSites(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<OnboardingOptions>(builder.Configuration.GetSection(OnboardingOptions.Section));
        services.AddSingleton(builder.Configuration.GetSection(nameof(OurSide)).Get<OurSide>() ?? new OurSide());
        services.AddEhrAdapters();
        services.AddSingleton<VendorNames>();
        services.AddSingleton<People>();
        services.AddOnboarding(builder.Configuration.GetConnectionString(PortalDatabase.Key)!);
        services.AddMailServer(builder.Configuration);
        services.AddBackgroundRuns();
        services.AddLiveTraffic(builder.Configuration.GetConnectionString(PortalDatabase.Key)!, builder.Configuration);
        services.AddScoped<INavCounts, SiteCounts>();
        services.AddScoped<ISiteFinder, SiteFinder>();
        services.AddScoped<IAlertFeed, LiveAlertFeed>();
        services.AddHostedService<PublicAddress>();
        services.AddHospitalLinks();
        services.AddSimulator(builder.Environment);
        services.RefuseOwnMachine(builder.Environment);
    }

    public static async Task PrepareSitesAsync(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        await LiveTrafficServices.PrepareAsync(app.Services);
    }

    private static void AddSimulator(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSingleton<SimulatedHospitals>(_ =>
            new(new HttpClient(HandlerFactory.Create(ThisMachine, new EhrAdapterOptions(), TimeProvider.System)) { Timeout = TimeSpan.FromSeconds(3) }));
        if (!environment.IsDevelopment()) return;
        services.AddHostedService<SimulatorService>();
        services.PostConfigure<OnboardingOptions>(options => options.SimulatorHosts = ThisMachine);
        services.PostConfigure<LiveTrafficOptions>(options => options.WebhookPrivateHosts = [.. options.WebhookPrivateHosts, .. ThisMachine]);
    }

    // An operator may name a relay inside their own network; this very machine is for development alone.
    private static void RefuseOwnMachine(this IServiceCollection services, IHostEnvironment environment)
    {
        if (environment.IsDevelopment()) return;
        services.AddOptions<LiveTrafficOptions>().Validate(
            options => !options.WebhookPrivateHosts.Any(AllowEntry.IsThisMachine),
            "LiveTraffic:WebhookPrivateHosts may not name this machine itself (localhost, 127.0.0.1, ::1).");
        services.AddOptions<OnboardingOptions>().Validate(
            options => options.OwnMachine.Count == 0,
            "Onboarding:OwnMachine opens this machine itself to every connection, so it is for development alone. Remove it.");
    }
}
