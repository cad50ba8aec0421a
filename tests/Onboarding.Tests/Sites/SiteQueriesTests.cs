using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class SiteQueriesTests
{
    [Fact]
    public async Task Workspace_shows_the_newest_run_of_each_stage_and_the_one_in_flight()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.MapFields);
        await bench.RunAsync(site.Id, Stage.Configure);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.Runs.StartAsync(site.Id, Stage.ValidatePatients, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        var view = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!;

        Assert.Equal([Stage.Configure, Stage.TestConnection, Stage.MapFields, Stage.ValidatePatients], view.LatestRuns.Keys.Order());
        Assert.Equal(2, view.LatestRuns[Stage.Configure].Number);
        Assert.Equal((Stage.ValidatePatients, RunStatus.Queued), (view.InFlight!.Stage, view.InFlight.Status));
        Assert.NotEmpty(view.LatestRuns[Stage.Configure].Rows);
        Assert.Equal("Validate ten patients started", view.Activity[0].What);
        Assert.Null(await bench.Queries.FindAsync("no-such-site", Bench.Cancel));
    }

    [Fact]
    public async Task List_has_every_site_by_name_with_its_newest_run()
    {
        await using var bench = await Bench.OpenAsync();
        var later = await bench.SiteAsync("Tern Island");
        await bench.SiteAsync("Mercy West");
        await bench.WalkAsync(later, Stage.TestConnection);

        var list = await bench.Queries.ListAsync(Bench.Cancel);

        Assert.Equal(["Mercy West", "Tern Island"], list.Select(line => line.Site.Name));
        Assert.Null(list[0].LatestRun);
        Assert.Equal(Stage.TestConnection, list[1].LatestRun!.Stage);
        Assert.True(list[1].Evidence.Holds(Stage.TestConnection));
    }

    [Fact]
    public async Task Failed_reports_are_the_newest_of_today_s_settings_oldest_first()
    {
        await using var bench = await Bench.OpenAsync();
        var first = await bench.SiteAsync("Mercy West");
        var second = await bench.SiteAsync("Tern Island");
        var edited = await bench.SiteAsync("St. Blaise");
        bench.Runners[Stage.Configure].Ends(CheckState.Failed, FaultOwner.OurConfiguration);
        foreach (var site in new[] { second, first, edited })
            await bench.RunAsync(site.Id, Stage.Configure);
        await bench.Sites.SaveConnectionAsync(edited.Id, edited.Version, edited.Connection! with { FhirBaseUrl = new("https://other.example/r4") }, null, Bench.Csm, Bench.Cancel);

        Assert.Equal(["Tern Island", "Mercy West"], (await bench.Queries.FailedReportsAsync(Bench.Cancel)).Select(report => report.Site.Name));

        bench.Runners[Stage.Configure].Ends(CheckState.Passed);
        await bench.RunAsync(second.Id, Stage.Configure);
        Assert.Equal(["Mercy West"], (await bench.Queries.FailedReportsAsync(Bench.Cancel)).Select(report => report.Site.Name));
    }

    [Fact]
    public async Task Every_change_of_a_site_leaves_a_line_with_who_did_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var engineer = new Actor("e1", "Sable Finch", Roles.Engineer);
        site = (await bench.Sites.SaveThresholdsAsync(site.Id, site.Version, new() { RequiredPass = 1 }, " The contract says so ", engineer, Bench.Cancel)).Value!;
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Withdraw, "They chose another product", engineer, Bench.Cancel);
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Reopen, "They came back", engineer, Bench.Cancel);

        var activity = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Activity;

        Assert.Equal(
            ["Connection saved", "On to configure: They came back", "Site created", "Test patients named: 10", "Thresholds changed: The contract says so (required fields pass at 100 % instead of 90 %)", "Withdrawn: They chose another product"],
            activity.Select(entry => entry.What).Order());
        Assert.Equal(3, activity.Count(entry => entry.ActorName == "Sable Finch"));
    }

    [Fact]
    public async Task Withdrawn_site_takes_no_edit_and_no_reason_no_change()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        Assert.Equal("reason-needed", (await bench.Sites.FireAsync(site.Id, SiteTrigger.Withdraw, " ", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("not-permitted", (await bench.Sites.FireAsync(site.Id, SiteTrigger.Resume, "why not", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Withdraw, "They merged", Bench.Csm, Bench.Cancel);
        Assert.Equal("site-withdrawn", (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("site-not-found", (await bench.Sites.FireAsync(SiteId.New(), SiteTrigger.Hold, "x", Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Draft_is_kept_replaced_and_dropped()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var drafts = bench.Get<Drafts>();

        await drafts.KeepAsync(site.Id, "connection", new { url = "https://half" }, site.Version, Bench.Csm, Bench.Cancel);
        await drafts.KeepAsync(site.Id, "connection", new { url = "https://half-typed" }, site.Version, Bench.Csm, Bench.Cancel);

        var draft = await drafts.FindAsync(site.Id, "connection", Bench.Cancel);
        Assert.Equal((site.Version, """{"url":"https://half-typed"}"""), (draft!.BasedOn, draft.Json));
        await drafts.DropAsync(site.Id, "connection", Bench.Csm, Bench.Cancel);
        Assert.Null(await drafts.FindAsync(site.Id, "connection", Bench.Cancel));
    }
}
