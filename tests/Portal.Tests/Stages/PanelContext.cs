using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using LiveTraffic.Keys;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Portal.Components.Stages;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Stages;

/// <summary>Renders a stage's panel over a database of its own, with a hospital in memory and a queue that nobody works off.</summary>
public abstract class PanelContext : ControlContext, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("panels-").FullName;

    protected PanelContext()
    {
        // The first panel of a class compiles the FHIR model on the way.
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        var connection = $"Data Source={Path.Combine(folder, "portal.db")}";
        Services.AddLogging();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        Services.AddSingleton<IEhrAdapterFactory>(Hospital);
        Services.AddSingleton<IRunQueue>(Queue);
        Services.AddSingleton<VendorNames>();
        Services.AddSingleton<People>();
        Services.AddEhrAdapters();
        Services.AddOnboarding(connection);
        Services.AddDbContextFactory<LiveTrafficDb>(options => options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(LiveTrafficDb.MigrationsTable)));
        Services.AddSingleton<ApiKeys>();
    }

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    protected static Actor Csm { get; } = new("u1", "Juno Marrow", Roles.CustomerSuccess);

    protected static Actor Engineer { get; } = new("u2", "Ember Quoin", Roles.Engineer);

    protected FakeAdapterFactory Hospital { get; } = new() { Patients = [.. Samples.Patients()] };

    protected ManualQueue Queue { get; } = new();

    protected SiteService Sites => Get<SiteService>();

    public async ValueTask InitializeAsync()
    {
        await using var db = await DbAsync();
        await db.Database.MigrateAsync(Cancel);
        await using var live = await Get<IDbContextFactory<LiveTrafficDb>>().CreateDbContextAsync(Cancel);
        await live.Database.MigrateAsync(Cancel);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected Task<OnboardingDb> DbAsync() => Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Cancel);

    /// <summary>A connected site whose stages before this one hold.</summary>
    protected async Task<Site> SiteAtAsync(Stage stage, EhrEnvironment environment = EhrEnvironment.Sandbox, bool named = true)
    {
        var site = (await Sites.CreateAsync("Mercy West", "America/Chicago", null, Csm, Cancel)).Value!;
        site = (await Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection with { Environment = environment }, null, Csm, Cancel)).Value!;
        if (named)
            site = (await Sites.SavePatientsAsync(site.Id, site.Version, Samples.Named, Csm, Cancel)).Value!;
        if (stage > Stage.MapFields)
            site = (await Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Csm, Cancel)).Value!;
        foreach (var earlier in StageList.All.Where(earlier => earlier < stage))
            await EndAsync(site, earlier, [Row(CheckState.Passed)]);
        return site;
    }

    /// <summary>A finished run of a stage, as its runner would leave it.</summary>
    protected async Task<StageRun> EndAsync(Site site, Stage stage, IReadOnlyList<ResultRow> rows, StageDetail? detail = null)
    {
        await using var db = await DbAsync();
        var run = StageRun.Queue(site, stage, 1, Guid.NewGuid(), Csm, Clock.GetUtcNow());
        run.Start(site, Clock.GetUtcNow());
        run.Finish(new(rows, detail), Clock.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Cancel);
        return run;
    }

    protected static ResultRow Row(CheckState state, string check = "The check", string? message = null) => new() { Code = "CHECK", Check = check, State = state, Message = message };

    protected async Task<SiteView> ViewAsync() => (await Get<SiteQueries>().FindAsync("mercy-west", Cancel))!;

    protected async Task<IReadOnlyList<string>> HistoryAsync()
    {
        await using var db = await DbAsync();
        return await db.Audit.AsNoTracking().Select(entry => entry.What).ToListAsync(Cancel);
    }

    /// <summary>The panel as the workspace shows it: it is given the newest view after every change.</summary>
    protected async Task<IRenderedComponent<TPanel>> PanelAsync<TPanel>(Actor? actor = null, RunProgress? progress = null)
        where TPanel : StagePanel
    {
        IRenderedComponent<TPanel>? panel = null;
        var view = await ViewAsync();
        panel = Render<TPanel>(with => with.AddCascadingValue(actor ?? Csm).Add(one => one.View, view).Add(one => one.Progress, progress).Add(one => one.OnChanged, () => AgainAsync(panel)));
        panel.WaitForState(() => !panel.All("status").Any(status => status.TextContent.StartsWith("Reading", StringComparison.Ordinal)));
        return panel;
    }

    protected async Task AgainAsync<TPanel>(IRenderedComponent<TPanel>? panel)
        where TPanel : StagePanel
    {
        var view = await ViewAsync();
        panel?.Render(with => with.Add(one => one.View, view));
    }
}
