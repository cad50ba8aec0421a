using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;

namespace Portal.E2E.Journeys;

/// <summary>A portal whose clock can be moved, with one hospital at the first step of its ramp, and callers with a key.</summary>
public sealed class RampHospital : IAsyncDisposable
{
    private static readonly Actor Csm = new("onboard", "onboard command", Roles.CustomerSuccess);

    // The machine is shared: a slow answer is no regression here.
    private const int PatientLimit = 20_000;

    private readonly World world;

    private RampHospital(World world, ClockedPortal clocked) => (this.world, Clocked) = (world, clocked);

    public ClockedPortal Clocked { get; }

    public PortalProcess Portal => Clocked.Portal;

    public required string Hospital { get; init; }

    public required string Name { get; init; }

    public required string Slug { get; init; }

    /// <summary>The numbers that the hospital's staff named.</summary>
    public required IReadOnlyList<string> Mrns { get; init; }

    /// <summary>Set once the page has made one.</summary>
    public string? Key { get; set; }

    public static async Task<RampHospital> StartAsync(World world, string hospital, IReadOnlyList<CareUnit> units)
    {
        var clocked = await ClockedPortal.NewAsync();
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{clocked.Hospitals}/hospitals/{hospital}/site.json"))!;
        site["load"]!["holdSeconds"] = 1;
        await clocked.Portal.OnboardAsync(site.ToJsonString());
        var slug = Onboarding.Sites.Slug.From(site["name"]!.GetValue<string>());
        await BeginRampAsync(clocked, slug, units);
        await clocked.Portal.StartAsync();
        return new(world, clocked)
        {
            Hospital = hospital, Name = site["name"]!.GetValue<string>(), Slug = slug, Mrns = [.. site["patients"]!["mrns"]!.AsArray().Select(mrn => mrn!.GetValue<string>())],
        };
    }

    /// <summary>A caller of this care unit asks for one patient.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> AskAsync(string? unit, int patient = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Portal.Address}/api/v1/sites/{Slug}/patients/lookup") { Content = JsonContent.Create(new { mrn = Mrns[patient % Mrns.Count] }) };
        request.Headers.Authorization = new("Bearer", Key);
        if (unit is not null)
            request.Headers.Add("X-Care-Unit", unit);
        using var answer = await world.Http.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    public async Task OutageAsync(bool outage) =>
        (await world.Http.PatchAsJsonAsync($"{Clocked.Hospitals}/hospitals/{Hospital}/dials", new { outage })).EnsureSuccessStatusCode();

    public ValueTask DisposeAsync() => Clocked.DisposeAsync();

    // The plan's own pages have a journey of their own. Here the hospital is given one, is rolled back from the rehearsal and goes live with it.
    private static async Task BeginRampAsync(ClockedPortal clocked, string slug, IReadOnlyList<CareUnit> units)
    {
        var services = new ServiceCollection().AddLogging().AddOnboarding($"Data Source={Path.Combine(clocked.Portal.Folder, "portal.db")}");
        await using var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync();
        var lifecycle = provider.GetRequiredService<SiteLifecycle>();
        var site = await db.Sites.SingleAsync(row => row.Slug == slug);
        db.GoLivePlans.Add(GoLivePlan.Create(site.Id, site.Connection!.Environment, new() { Units = units, Ramp = new() { P99Milliseconds = PatientLimit } }, Csm, clocked.Now));
        await db.SaveChangesAsync();
        Assert.True((await lifecycle.FireAsync(db, site, SiteTrigger.RollBack, Csm, "The rehearsal is over.", CancellationToken.None)).Succeeded);
        await db.SaveChangesAsync();
        var run = StageRun.Queue(site, Stage.GoLive, 2, Guid.CreateVersion7(), Csm, clocked.Now);
        run.Start(site, clocked.Now);
        run.Finish(new([new() { Code = "GATE-UNITS", Check = "Care units in order", State = CheckState.Passed }]), clocked.Now);
        db.Runs.Add(run);
        await db.SaveChangesAsync();
        Assert.True((await lifecycle.FireAsync(db, site, SiteTrigger.Continue, Csm, null, CancellationToken.None)).Succeeded);
        await db.SaveChangesAsync();
    }
}
