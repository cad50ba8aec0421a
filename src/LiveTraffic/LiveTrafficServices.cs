using EhrAdapters;
using EhrAdapters.Http;
using LiveTraffic.Alerting;
using LiveTraffic.Downtime;
using LiveTraffic.Drill;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Monitor;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace LiveTraffic;

public static class LiveTrafficServices
{
    private static readonly TimeSpan LongestWebhook = TimeSpan.FromSeconds(10);

    /// <summary>What runs after go-live: gateway, monitor, alerts. The caller adds onboarding and the adapter library.</summary>
    public static IServiceCollection AddLiveTraffic(this IServiceCollection services, string connectionString, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<LiveTrafficOptions>().Bind(configuration.GetSection(LiveTrafficOptions.Section))
            .Validate(options => options.ProbeInterval > TimeSpan.Zero, "LiveTraffic:ProbeInterval must be above zero.")
            .Validate(options => options.ProbeTimeout > TimeSpan.Zero, "LiveTraffic:ProbeTimeout must be above zero.")
            .Validate(options => options.RequestLimit > TimeSpan.Zero, "LiveTraffic:RequestLimit must be above zero.")
            .Validate(options => options.WebhookUrl is null or { IsAbsoluteUri: true }, "LiveTraffic:WebhookUrl must be a whole web address.")
            .ValidateOnStart();
        services.AddDbContextFactory<LiveTrafficDb>(options =>
            options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(LiveTrafficDb.MigrationsTable)));
        services.TryAddSingleton<ApiKeys>();
        services.TryAddSingleton<AdapterCache>();
        services.TryAddSingleton<Admission>();
        services.TryAddSingleton<TrafficWatch>();
        services.TryAddSingleton<EncounterTally>();
        services.TryAddSingleton<PatientGateway>();
        services.TryAddSingleton<HospitalProbe>();
        services.TryAddSingleton<HealthBook>();
        services.TryAddSingleton<LiveSites>();
        services.TryAddSingleton<Alerts>();
        services.TryAddSingleton<StopAlerts>();
        services.TryAddSingleton<HypercareAlerts>();
        services.TryAddSingleton<WebhookQueue>();
        services.TryAddSingleton(provider => new WebhookPost(
            WebhookClient(provider.GetRequiredService<IOptions<LiveTrafficOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<IOptions<LiveTrafficOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<DowntimeQueue>();
        services.TryAddSingleton<QueueMessages>();
        services.AddHostedService<LiveMonitor>();
        services.TryAddSingleton<DrillWork>();
        services.AddHostedService<QueueWorker>();
        services.AddHostedService<DrillScheduler>();
        services.AddHostedService<TallyWriter>();
        services.AddHostedService<RampWatch>();
        services.AddHostedService<HypercareWatch>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<WebhookSender>(
            provider, WebhookClient(provider.GetRequiredService<IOptions<LiveTrafficOptions>>().Value, provider.GetRequiredService<TimeProvider>())));
        return services;
    }

    /// <summary>Guarded as every call to an address that somebody typed: a private one only where the settings name it.</summary>
    internal static HttpClient WebhookClient(LiveTrafficOptions options, TimeProvider time) =>
        new(HandlerFactory.Create(options.WebhookPrivateHosts, new EhrAdapterOptions(), time)) { Timeout = LongestWebhook };

    /// <summary>Brings the live side's part of the database to today's shape.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<LiveTrafficDb>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }
}
