using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Xunit;

namespace LiveTraffic.Tests.Support;

/// <summary>The live side on its own SQLite file, with a hospital in memory and a clock that the test turns.</summary>
internal sealed class LiveBench : IAsyncDisposable
{
    private readonly LiveBench? beside;
    private readonly string folder;
    private readonly ServiceProvider services;

    private LiveBench(Uri? webhook, Func<TimeProvider, IEhrAdapterFactory>? adapters, LiveBench? beside = null)
    {
        this.beside = beside;
        folder = beside?.folder ?? Directory.CreateTempSubdirectory("live-").FullName;
        Time = beside?.Time ?? new(new DateTimeOffset(2026, 6, 3, 14, 0, 0, TimeSpan.Zero));
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("LiveTraffic:WebhookUrl", webhook?.ToString())]).Build();
        var database = $"Data Source={Path.Combine(folder, "live.db")}";
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        collection.AddSingleton(adapters?.Invoke(Time) ?? Hospital);
        collection.AddSingleton<IRunQueue, NoQueue>();
        collection.Configure<OnboardingOptions>(_ => { });
        collection.AddEhrAdapters();
        collection.AddOnboarding(database);
        collection.AddLiveTraffic(database, settings);
        collection.RemoveAll<IStageRunner>();
        foreach (var stage in StageList.All)
            collection.AddSingleton<IStageRunner>(new Passing(stage));
        services = collection.BuildServiceProvider();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Actor Csm { get; } = new("u1", "Juno Marrow", Roles.CustomerSuccess);

    public FakeTimeProvider Time { get; }

    public FakeHospital Hospital { get; } = new();

    public IServiceProvider Services => services;

    public static async Task<LiveBench> OpenAsync(Uri? webhook = null, Func<TimeProvider, IEhrAdapterFactory>? adapters = null)
    {
        var bench = new LiveBench(webhook, adapters);
        await using var db = await bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Cancel);
        await db.Database.MigrateAsync(Cancel);
        await LiveTrafficServices.PrepareAsync(bench.services, Cancel);
        return bench;
    }

    /// <summary>A second process on the same database and clock; it hears nothing of what the first one's hub tells.</summary>
    public LiveBench Beside() => new(null, null, this);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<LiveTrafficDb> DbAsync() => Get<IDbContextFactory<LiveTrafficDb>>().CreateDbContextAsync(Cancel);

    /// <summary>A site that went live with a plan: on the first step of a ramp over these care units.</summary>
    public Task<Site> RampAsync(IReadOnlyList<string> units, RampLimits? limits = null) => SiteAsync(plan: new()
    {
        Units = [.. units.Select(unit => new CareUnit(unit, $"Unit {unit}"))],
        Ramp = limits ?? new(),
    });

    public async Task<Site> SiteAsync(bool live = true, string address = "https://ehr.example.org/r4", PlanContent? plan = null)
    {
        var sites = Get<SiteService>();
        var site = (await sites.CreateAsync("Mercy West", "America/Chicago", null, Csm, Cancel)).Value!;
        var connection = new Connection { Vendor = "fhir-r4", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new(address) };
        site = (await sites.SaveConnectionAsync(site.Id, site.Version, connection, null, Csm, Cancel)).Value!;
        site = (await sites.SaveMappingAsync(site.Id, site.Version, Mapping, new("Mapping saved"), Csm, Cancel)).Value!;
        if (plan is not null)
        {
            await using var db = await Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Cancel);
            db.GoLivePlans.Add(GoLivePlan.Create(site.Id, EhrEnvironment.Sandbox, plan, Csm, Time.GetUtcNow()));
            await db.SaveChangesAsync(Cancel);
        }

        foreach (var stage in StageList.All.Where(_ => live))
        {
            var run = await Get<RunService>().StartAsync(site.Id, stage, Guid.NewGuid(), Csm, Cancel);
            await Get<RunExecutor>().ExecuteAsync(run.Value!.Id, Cancel);
        }

        return await ReloadAsync(site.Id);
    }

    public async Task<Site> ReloadAsync(SiteId id)
    {
        await using var db = await Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Cancel);
        return await db.Sites.AsNoTracking().SingleAsync(site => site.Id == id, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (beside is not null)
            return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static FieldMap Mapping => new()
    {
        Fields =
        [
            new() { FieldId = "id", Expression = "id" },
            new() { FieldId = "mrn", Expression = "identifier.where(system = 'urn:oid:2.999.7.1').value" },
            new() { FieldId = "name", Expression = "name" },
            new() { FieldId = "birthDate", Expression = "birthDate" },
            new() { FieldId = "gender", Expression = "gender" },
        ],
    };

    private sealed class Passing(Stage stage) : IStageRunner
    {
        public Stage Stage => stage;

        public bool Resumable => true;

        public Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken) =>
            Task.FromResult(new StageOutcome([new ResultRow { Code = "X", Check = "Everything", State = CheckState.Passed }]));
    }

    private sealed class NoQueue : IRunQueue
    {
        public Task EnqueueAsync(Guid runId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
