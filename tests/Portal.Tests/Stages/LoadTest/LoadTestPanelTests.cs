using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Stages.LoadTest;
using Xunit;

namespace Portal.Tests.Stages.LoadTest;

public sealed class LoadTestPanelTests : PanelContext
{
    private static readonly LoadReport Halfway = new()
    {
        TargetPerSecond = 1.5, RampSeconds = 120, HoldSeconds = 600, P95LimitMilliseconds = 1_000, P99LimitMilliseconds = 3_000,
        ElapsedSeconds = 300, Sent = 360, Completed = 355, Points = [new(299, 1.5, 90, 240, 610, 0, 1)],
    };

    [Fact]
    public async Task Settings_say_rate_and_number_of_requests_before_one_is_sent()
    {
        await SiteAtAsync(Stage.LoadTest);

        var panel = await PanelAsync<LoadTestPanel>();

        Assert.Contains("1.5 requests per second: 1.5 times 60 a minute.", panel.Markup);
        Assert.Contains("About 990 reads in 12 min", panel.Markup);
        Assert.Contains("too few for p99", panel.Markup);
        Assert.False(panel.One("button", "Start load test").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Cap_below_the_target_is_said_to_be_the_rate()
    {
        await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindAll("input[type=number]")[1].Input("30");

        Assert.Contains("0.5 requests per second: the agreed cap of 30 a minute", panel.Markup);
    }

    [Fact]
    public async Task Start_keeps_the_changed_settings_and_queues_one_run()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindAll("input[type=number]")[0].Input("120");
        await panel.One("button", "Start load test").ClickAsync(new());

        Assert.Single(Queue.Queued);
        Assert.Equal(120, (await ViewAsync()).Site.Configuration.Load.PeakRequestsPerMinute);
        Assert.Equal(site.Id, (await ViewAsync()).InFlight!.SiteId);
        panel.One("button", "Stop test");
    }

    [Fact]
    public async Task Production_waits_for_the_hospitals_consent_and_keeps_who_gave_it()
    {
        await SiteAtAsync(Stage.LoadTest, EhrEnvironment.Production);
        var panel = await PanelAsync<LoadTestPanel>();
        panel.FindAll("input[type=number]")[2].Input("1200");

        Assert.True(panel.One("button", "Start load test").HasAttribute("disabled"));
        Assert.Contains("Say who at the hospital agreed, and tick the box.", panel.Markup);
        panel.Find(".consent input.field").Input("Interface analyst, 10 Nov");
        panel.Find(".consent input[type=checkbox]").Change(true);
        await panel.One("button", "Start load test").ClickAsync(new());

        Assert.Single(Queue.Queued);
        Assert.Contains("The hospital agreed to a load test: Interface analyst, 10 Nov", await HistoryAsync());
    }

    [Fact]
    public async Task Running_test_shows_its_figures_beside_the_limits_and_only_a_stop()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        await Get<RunService>().StartAsync(site.Id, Stage.LoadTest, Guid.NewGuid(), Csm, Cancel);

        var panel = await PanelAsync<LoadTestPanel>(progress: new() { Now = "Holding", Load = Halfway });

        panel.One("heading", "Holding 1.5 requests per second. No limit is broken.");
        Assert.Contains("360 of about 990 requests", panel.Markup);
        Assert.Contains("now 240 ms", panel.Markup);
        Assert.DoesNotContain(panel.All("button"), button => button.Name().StartsWith("Start", StringComparison.Ordinal));
        await panel.One("button", "Stop test").ClickAsync(new());
        Assert.Equal(RunStatus.Cancelled, (await ViewAsync()).LatestRuns[Stage.LoadTest].Status);
        Assert.Contains("The last test was stopped.", panel.Markup);
    }

    [Fact]
    public async Task Stage_before_its_turn_says_what_is_missing()
    {
        await SiteAtAsync(Stage.ValidatePatients);

        var panel = await PanelAsync<LoadTestPanel>();

        Assert.True(panel.One("button", "Start load test").HasAttribute("disabled"));
        Assert.Contains("“Validate ten patients” has no passed result", panel.Markup);
    }

    [Fact]
    public async Task Passed_test_leads_on_and_a_later_edit_says_it_no_longer_counts()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        await EndAsync(site, Stage.LoadTest, [Row(CheckState.Passed)], Halfway);

        var panel = await PanelAsync<LoadTestPanel>();
        Assert.Equal("/sites/mercy-west/go-live", panel.One("link", "Continue to go live").GetAttribute("href"));

        await Sites.SaveLoadAsync(site.Id, (await ViewAsync()).Site.Version, new LoadSettings { PeakRequestsPerMinute = 90 }, Engineer, Cancel);
        await AgainAsync(panel);
        Assert.Contains("Test again: it does not count for go-live.", panel.Markup);
    }
}
