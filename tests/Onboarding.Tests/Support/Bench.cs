using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Fakes;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Support;

/// <summary>The onboarding side on its own SQLite file, with scripted runners, a queue that the test works off and a clock that it turns.</summary>
public sealed class Bench : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder = Directory.CreateTempSubdirectory("onboarding-").FullName;

    private Bench(Action<IServiceCollection>? also, bool realRunners)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        collection.AddSingleton<IEhrAdapterFactory>(Adapters);
        collection.AddSingleton<IConnectionLadder>(Ladder);
        collection.Configure<OnboardingOptions>(options => options.SimulatorHosts = ["127.0.0.1", "localhost"]);
        also?.Invoke(collection);
        collection.AddEhrAdapters();
        collection.AddOnboarding($"Data Source={DatabaseFile}");
        collection.TryAddSingleton<IRunQueue>(Queue);
        if (!realRunners)
        {
            collection.RemoveAll<IStageRunner>();
            foreach (var stage in StageList.All)
            {
                Runners[stage] = new(stage);
                collection.AddSingleton<IStageRunner>(Runners[stage]);
            }
        }

        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Actor Csm { get; } = new("u1", "Juno Marrow", Roles.CustomerSuccess);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 3, 14, 0, 0, TimeSpan.Zero));

    public FakeAdapterFactory Adapters { get; } = new();

    public FakeLadder Ladder { get; } = new();

    public ManualQueue Queue { get; } = new();

    public Dictionary<Stage, ScriptedRunner> Runners { get; } = [];

    public string DatabaseFile => Path.Combine(folder, "onboarding.db");

    public SiteService Sites => Get<SiteService>();

    public SiteQueries Queries => Get<SiteQueries>();

    public RunService Runs => Get<RunService>();

    public RunExecutor Executor => Get<RunExecutor>();

    public static async Task<Bench> OpenAsync(Action<IServiceCollection>? also = null, bool realRunners = false)
    {
        var bench = new Bench(also, realRunners);
        await File.WriteAllBytesAsync(bench.DatabaseFile, await Migrated.Value, Cancel);
        return bench;
    }

    // Migrated once; each test works on its own copy.
    private static readonly Lazy<Task<byte[]>> Migrated = new(async () =>
    {
        await using var first = new Bench(null, realRunners: false);
        await using (var db = await first.DbAsync())
            await db.Database.MigrateAsync();
        using (var connection = new SqliteConnection($"Data Source={first.DatabaseFile}"))
            SqliteConnection.ClearPool(connection);
        return await File.ReadAllBytesAsync(first.DatabaseFile);
    });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<OnboardingDb> DbAsync() => Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync();

    /// <summary>A site with a connection to the fake EHR and ten named patients.</summary>
    public async Task<Site> SiteAsync(string name = "Mercy West", Connection? connection = null)
    {
        var site = (await Sites.CreateAsync(name, "America/Chicago", null, Csm, Cancel)).Value!;
        site = (await Sites.SaveConnectionAsync(site.Id, site.Version, connection ?? Samples.Connection, null, Csm, Cancel)).Value!;
        return (await Sites.SavePatientsAsync(site.Id, site.Version, Samples.Named, Csm, Cancel)).Value!;
    }

    public async Task<Site> ReloadAsync(SiteId id)
    {
        await using var db = await DbAsync();
        return await db.Sites.AsNoTracking().SingleAsync(site => site.Id == id, Cancel);
    }

    /// <summary>Starts a stage and works it off, the way the background does.</summary>
    public async Task<StageRun> RunAsync(SiteId id, Stage stage)
    {
        var started = await Runs.StartAsync(id, stage, Guid.NewGuid(), Csm, Cancel);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        Time.Advance(TimeSpan.FromMinutes(1));
        return await Executor.ExecuteAsync(started.Value!.Id, Cancel);
    }

    /// <summary>Takes a site with scripted runners through the stages up to and with the last one.</summary>
    public async Task<Site> WalkAsync(Site site, Stage through)
    {
        foreach (var stage in StageList.All.Where(stage => stage <= through))
        {
            if (stage is Stage.LoadTest)
                await AgreeAsync(site);
            await RunAsync(site.Id, stage);
        }

        return await ReloadAsync(site.Id);
    }

    // Outside simulator and sandbox no load test starts without the hospital's word.
    private async Task AgreeAsync(Site site)
    {
        if (site.Connection is not { } connection || LoadVerdict.IsRehearsal(connection.Environment))
            return;
        var now = Time.GetUtcNow();
        await using var db = await DbAsync();
        db.LoadConsents.Add(new()
        {
            Id = Guid.CreateVersion7(now), SiteId = site.Id, Environment = connection.Environment, AgreedBy = "Sol Vane, interface analyst", AgreedOn = DateOnly.FromDateTime(now.UtcDateTime),
            From = now - TimeSpan.FromHours(1), To = now + TimeSpan.FromHours(12), OnCall = "Sol Vane, +1 555 0101", CapRequestsPerMinute = 600, NotedBy = Csm.Name, NotedAt = now,
        });
        await db.SaveChangesAsync(Cancel);
    }

    public RunStatus StatusOf(Guid runId)
    {
        using var db = Get<IDbContextFactory<OnboardingDb>>().CreateDbContext();
        return db.Runs.AsNoTracking().Single(run => run.Id == runId).Status;
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(SiteId id)
    {
        await using var db = await DbAsync();
        return await db.Audit.Where(entry => entry.SiteId == id).OrderBy(entry => entry.At).Select(entry => entry.What).ToListAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={DatabaseFile}"))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
    }
}
