using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using LiveTraffic;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Accounts;
using Portal.Glue;
using Xunit;

namespace Portal.Tests;

/// <summary>Pages and panels over a real store of sites in a file of their own; runs are stored but nobody works on them.</summary>
public abstract class SiteContext : ControlContext
{
    private readonly BunitAuthorizationContext _person;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-pages-").FullName;

    protected SiteContext()
    {
        var connection = $"Data Source={Path.Combine(_folder, "sites.db")};Pooling=False";
        Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        Services.AddEhrAdapters();
        Services.AddOnboarding(connection);
        Services.AddLiveTraffic(connection, new ConfigurationBuilder().Build());
        Services.AddSingleton<IRunQueue, StillQueue>();
        Services.AddSingleton<VendorNames>();
        Services.AddSingleton<People>();
        Services.AddSingleton(new SimulatedHospitals(new HttpClient()));
        Services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example");
        _person = this.AddAuthorization();
        Become(Me);
    }

    /// <summary>Pages rendered from now on are looked at by this person.</summary>
    protected void Become(Actor who)
    {
        _person.SetAuthorized($"{who.Id}@portal.example");
        _person.SetRoles(who.Role);
        _person.SetPolicies(who.MayWork ? [PortalPolicies.WorkOnSites, PortalPolicies.Review] : []);
        // Last: setting roles forgets claims that were set before.
        _person.SetClaims(new Claim(ClaimTypes.NameIdentifier, who.Id), new Claim(PortalPrincipal.DisplayNameClaim, who.Name));
    }

    protected static Actor Me { get; } = new("juno", "Juno Marrow", Roles.CustomerSuccess);

    protected static Actor Colleague { get; } = new("wren", "Wren Tolland", Roles.CustomerSuccess);

    protected static Connection OpenServer { get; } = new()
    {
        Vendor = "fhir-r4", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new("https://fhir.lakeside.example/r4"),
    };

    protected static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    protected SiteService Service => Services.GetRequiredService<SiteService>();

    protected SiteQueries Queries => Services.GetRequiredService<SiteQueries>();

    /// <summary>Call first in a test that reads or writes sites.</summary>
    protected async Task PrepareAsync()
    {
        await using var db = await Db();
        await db.Database.MigrateAsync(Stop);
        await using var live = await Services.GetRequiredService<IDbContextFactory<LiveTrafficDb>>().CreateDbContextAsync(Stop);
        await live.Database.MigrateAsync(Stop);
    }

    protected Task<OnboardingDb> Db() => Services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Stop);

    protected async Task<Site> SiteAsync(string name, Actor? owner = null, Connection? connection = null)
    {
        var site = (await Service.CreateAsync(name, "America/Chicago", null, owner ?? Me, Stop)).Value!;
        return connection is null ? site : (await Service.SaveConnectionAsync(site.Id, site.Version, connection, null, owner ?? Me, Stop)).Value!;
    }

    /// <summary>Stores a finished run and lets the site follow it.</summary>
    protected Task<StageRun> RunAsync(Site site, Stage stage, params ResultRow[] rows) => RunAsync(site, stage, null, rows);

    protected async Task<StageRun> RunAsync(Site site, Stage stage, StageDetail? detail, params ResultRow[] rows)
    {
        await using var db = await Db();
        var stored = await db.Sites.SingleAsync(row => row.Id == site.Id, Stop);
        var run = StageRun.Queue(stored, stage, await db.Runs.CountAsync(row => row.SiteId == site.Id && row.Stage == stage, Stop) + 1, Guid.CreateVersion7(), Me, Clock.GetUtcNow());
        run.Start(stored, Clock.GetUtcNow());
        run.Finish(new(rows.Length > 0 ? rows : [Row(CheckState.Passed)], detail), Clock.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Stop);
        await Services.GetRequiredService<SiteLifecycle>().FollowEvidenceAsync(db, stored, Me, Stop);
        await db.SaveChangesAsync(Stop);
        return run;
    }

    protected async Task<SiteView> ViewAsync(Site site) => (await Queries.FindAsync(site.Slug, Stop))!;

    protected static ResultRow Row(CheckState state, string check = "Signs us in") => new() { Code = "CHECK", Check = check, State = state };

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private sealed class StillQueue : IRunQueue
    {
        public Task EnqueueAsync(Guid runId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
