using AngleSharp.Dom;
using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
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
        ElapsedSeconds = 300, Sent = 360, Completed = 355, Points = [new(299, 1.5, 90, 240, 610, 0, 1)], Kinds = [new(LoadKind.Read, 355, 0, new(90, 200, 240, 610, 700), new(90, 200, 240, 610, 700))],
    };

    public LoadTestPanelTests() => Services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example");

    [Fact]
    public async Task Settings_say_rate_requests_cap_and_what_the_sample_is_enough_for_before_one_is_sent()
    {
        await SiteAtAsync(Stage.LoadTest);

        var panel = await PanelAsync<LoadTestPanel>();

        Assert.Contains("1.5 requests per second at most: 1.5 times 60 a minute.", panel.Markup);
        Assert.Contains("About 990 requests in 12 min, 2 min of them to ramp up.", panel.Markup);
        Assert.Contains("The cap is 600 requests a minute: this site's settings.", panel.Markup);
        Assert.Contains("Enough answers for p95 of reads and clinical records; too few for any p99. Too few for p95 of look-ups.", panel.Markup);
        Assert.False(panel.One("button", "Start load test").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Cap_below_the_target_is_said_to_bind()
    {
        await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindByLabel("Agreed cap").Input("30");

        Assert.Contains("0.5 requests per second at most: the cap, below 1.5 times the busiest minute.", panel.Markup);
    }

    [Fact]
    public async Task Bad_input_is_said_beside_its_field_and_nothing_can_be_started_with_it()
    {
        await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindByLabel("Hold, in seconds").Input("0");

        Assert.StartsWith("Hold from one second to two hours.", About(panel, panel.FindByLabel("Hold, in seconds")), StringComparison.Ordinal);
        Assert.Equal("true", panel.FindByLabel("Hold, in seconds").GetAttribute("aria-invalid"));
        Assert.True(panel.One("button", "Start load test").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Shape_and_mix_are_chosen_in_words_and_stored_with_the_start()
    {
        await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindAll("input[type=radio]").Single(radio => radio.Closest("label")!.TextContent.Contains("Spike", StringComparison.Ordinal)).Change(true);
        panel.FindByLabel("Reads of patients, %").Input("50");
        Assert.Contains("Together the shares must be 100 %; they are 90 %.", panel.All("alert").Single().TextContent, StringComparison.Ordinal);
        panel.FindByLabel("Clinical records, %").Input("34");
        Assert.Empty(panel.All("alert"));
        await panel.One("button", "Start load test").ClickAsync(new());

        var load = (await ViewAsync()).Site.Configuration.Load;
        Assert.Equal((LoadShape.Spike, new TrafficMix(50, 15, 34, 1)), (load.Shape, load.Mix));
    }

    [Fact]
    public async Task Start_keeps_the_changed_settings_and_queues_one_run()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindByLabel("Busiest minute").Input("120");
        await panel.One("button", "Start load test").ClickAsync(new());

        Assert.Single(Queue.Queued);
        Assert.Equal(120, (await ViewAsync()).Site.Configuration.Load.PeakRequestsPerMinute);
        Assert.Equal(site.Id, (await ViewAsync()).InFlight!.SiteId);
        panel.One("button", "Stop test");
    }

    [Fact]
    public async Task Production_waits_for_the_hospitals_consent_which_is_noted_by_the_sites_clock()
    {
        await SiteAtAsync(Stage.LoadTest, EhrEnvironment.Production);
        var panel = await PanelAsync<LoadTestPanel>();
        Assert.True(panel.One("button", "Start load test").HasAttribute("disabled"));
        Assert.Contains("Nobody at the hospital has agreed to a load test of its production system.", panel.Markup);

        await panel.One("button", "Note consent").ClickAsync(new());
        Assert.Contains("Say when the window opens.", About(panel, panel.FindByLabel("Window opens")), StringComparison.Ordinal);
        panel.FindByLabel("Who agreed").Change("Interface analyst");
        panel.FindByLabel("Agreed on").Change("2026-11-10");
        panel.FindByLabel("Window opens").Change("2026-11-12T14:00");
        panel.FindByLabel("Window closes").Change("2026-11-12T15:00");
        panel.FindByLabel("Contact on call").Change("Integration desk, +1 555 0177");
        panel.FindByLabel("Most requests a minute").Input("60");
        await panel.One("button", "Note consent").ClickAsync(new());

        Assert.Contains("The hospital agreed to a load test: Interface analyst, Thu 12 Nov, 14:00 to 15:00 CST, at most 60 requests a minute", await HistoryAsync());
        Assert.Contains("The cap is 60 requests a minute: the hospital's consent.", panel.Markup);
        await panel.One("button", "Start load test").ClickAsync(new());
        Assert.Single(Queue.Queued);
    }

    [Fact]
    public async Task Page_that_stays_open_follows_the_window_to_its_end()
    {
        await SiteAtAsync(Stage.LoadTest, EhrEnvironment.NonProduction);
        var site = (await ViewAsync()).Site;
        await Get<Onboarding.Stages.LoadTest.Consents.LoadConsents>().NoteAsync(
            site.Id,
            new() { AgreedBy = "Interface analyst", AgreedOn = new(2026, 11, 10), From = new(2026, 11, 12, 14, 0, 0), To = new(2026, 11, 12, 15, 0, 0), OnCall = "Desk", CapRequestsPerMinute = 600 }, Csm, Cancel);
        var panel = await PanelAsync<LoadTestPanel>();
        Assert.False(panel.One("button", "Start load test").HasAttribute("disabled"));

        Clock.Advance(TimeSpan.FromHours(1));

        panel.WaitForAssertion(() => Assert.True(panel.One("button", "Start load test").HasAttribute("disabled")));
        Assert.Contains("consent ended Thu 12 Nov, 15:00 CST", panel.Markup);
    }

    [Fact]
    public async Task Running_test_shows_its_figures_and_only_a_stop()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        await Get<RunService>().StartAsync(site.Id, Stage.LoadTest, Guid.NewGuid(), Csm, Cancel);

        var panel = await PanelAsync<LoadTestPanel>(progress: new() { Now = "Holding", Load = Halfway });

        panel.One("heading", "Holding 1.5 requests per second. No limit is broken.");
        Assert.Contains("360 of about 990 requests · 5 min of 12 min · ends 14:14 CST", panel.Markup);
        Assert.Contains("now, 14:07:00 CST", panel.Markup);
        Assert.Contains("p99, reads", panel.Markup);
        Assert.Contains("645 more answers unlock it.", panel.Markup);
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
    public async Task Passed_test_leads_on_is_stamped_and_a_later_edit_says_it_no_longer_counts()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        await EndAsync(site, Stage.LoadTest, [Row(CheckState.Passed)], Halfway);

        var panel = await PanelAsync<LoadTestPanel>();
        Assert.Equal("/sites/mercy-west/go-live", panel.One("link", "Continue to go live").GetAttribute("href"));
        Assert.Contains("Sandbox result", panel.Markup);
        Assert.Contains("It never counts for production.", panel.Markup);

        await Sites.SaveLoadAsync(site.Id, (await ViewAsync()).Site.Version, new LoadSettings { PeakRequestsPerMinute = 90 }, Engineer, Cancel);
        await AgainAsync(panel);
        Assert.Contains("Test again: it does not count for go-live.", panel.Markup);
    }

    [Fact]
    public async Task Limit_of_the_load_test_is_changed_with_a_reason_and_refused_beside_its_field()
    {
        await SiteAtAsync(Stage.LoadTest);
        var panel = await PanelAsync<LoadTestPanel>();

        panel.FindByLabel("Reads, p95, in ms").Input("4000");
        Assert.StartsWith("The p99 must not lie below the p95.", About(panel, panel.FindByLabel("Reads, p99, in ms")), StringComparison.Ordinal);
        panel.FindByLabel("Reads, p95, in ms").Input("1500");
        panel.FindAll("input[maxlength='200']").Single().Input("Their server is slow by design");
        await panel.One("button", "Save limits").ClickAsync(new());

        Assert.Contains("Thresholds changed: Their server is slow by design (p95 of reads 1,500 ms instead of 1,000 ms)", await HistoryAsync());
    }

    private static string About(IRenderedComponent<LoadTestPanel> panel, IElement field) =>
        string.Join(' ', panel.Find($"[id='{field.GetAttribute("aria-describedby")}']").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
