using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Consents;

public sealed class LoadConsentsTests
{
    // By the clock in Chicago, where it is 09:04 once the stages before are through.
    private static readonly ConsentInput Agreed = new()
    {
        AgreedBy = "Interface analyst", AgreedOn = new(2026, 6, 2), From = new(2026, 6, 3, 9, 0, 0), To = new(2026, 6, 3, 9, 45, 0), OnCall = "Integration desk, +1 555 0177", CapRequestsPerMinute = 900,
    };

    [Fact]
    public async Task Test_of_a_hospitals_system_waits_for_consent_and_runs_with_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);

        Assert.Equal("consent-none", (await StartAsync(bench, site)).Refusal?.Code);
        var noted = await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel);
        LoadConsent? seen = null;
        bench.Runners[Stage.LoadTest].Work = (context, _) =>
        {
            seen = context.Consent;
            return Task.FromResult(ScriptedRunner.Outcome(CheckState.Passed));
        };
        await bench.RunAsync(site.Id, Stage.LoadTest);

        Assert.Equal(noted.Value!.Id, seen?.Id);
        Assert.Contains("The hospital agreed to a load test: Interface analyst, Wed 3 Jun, 09:00 to 09:45 CDT, at most 900 requests a minute", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Consent_counts_for_the_environment_it_was_given_for_and_no_other()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel);

        site = await bench.ReloadAsync(site.Id);
        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection! with { Environment = EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel)).Value!;
        await bench.WalkAsync(site, Stage.ValidatePatients);

        Assert.Equal("consent-none", (await StartAsync(bench, site)).Refusal?.Code);
    }

    [Fact]
    public async Task Consent_that_is_over_says_when_it_ended()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(("consent-ended", true), ((await StartAsync(bench, site)).Refusal!.Code, (await StartAsync(bench, site)).Refusal!.Message.Contains("09:45 CDT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sandbox_needs_no_consent_and_takes_none()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.Sandbox);

        Assert.Equal("consent-not-needed", (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.True((await StartAsync(bench, site)).Succeeded);
    }

    [Fact]
    public async Task Incomplete_consent_is_refused_in_the_words_of_its_field()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.Production);

        var refused = await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed with { OnCall = " " }, Bench.Csm, Bench.Cancel);

        Assert.Contains("whom to call", refused.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_consent_ends_the_test_that_runs_under_it_and_says_why()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        var consent = (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Value!;
        var run = (await StartAsync(bench, site)).Value!;

        Assert.True((await bench.Get<LoadConsents>().WithdrawAsync(consent.Id, Bench.Csm, Bench.Cancel)).Succeeded);

        var view = await bench.Queries.FindAsync(site.Slug, Bench.Cancel);
        Assert.Equal((run.Id, RunStatus.Cancelled), (view!.LatestRuns[Stage.LoadTest].Id, view.LatestRuns[Stage.LoadTest].Status));
        Assert.Contains("consent was withdrawn", view.LatestRuns[Stage.LoadTest].EndNote, StringComparison.Ordinal);
        Assert.Equal("consent-withdrawn", (await StartAsync(bench, site)).Refusal?.Code);
        Assert.Equal("consent-over", (await bench.Get<LoadConsents>().WithdrawAsync(consent.Id, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Withdrawing_one_of_two_consents_lets_the_test_go_on()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        var consent = (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Value!;
        await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed with { AgreedBy = "Head of integration" }, Bench.Csm, Bench.Cancel);
        var run = (await StartAsync(bench, site)).Value!;

        await bench.Get<LoadConsents>().WithdrawAsync(consent.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal(RunStatus.Queued, bench.StatusOf(run.Id));
    }

    [Fact]
    public async Task Hospital_stops_a_running_test_and_the_run_says_so()
    {
        using var worker = new Worker();
        await using var bench = await Bench.OpenAsync(services => services.AddSingleton<IRunQueue>(worker));
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        var consent = (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Value!;
        var started = new TaskCompletionSource();
        bench.Runners[Stage.LoadTest].Work = async (_, stop) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, stop);
            return new([new() { Code = "NEVER", Check = "Never", State = CheckState.Passed }]);
        };
        var queued = (await StartAsync(bench, site)).Value!;
        var working = bench.Executor.ExecuteAsync(queued.Id, worker.Token);
        await started.Task.WaitAsync(Bench.Cancel);

        Assert.True((await bench.Get<HospitalStop>().StopAsync(consent.Id, Bench.Cancel)).Value);

        var ended = await working;
        Assert.Equal((RunStatus.Cancelled, true), (ended.Status, ended.EndNote!.StartsWith("The hospital stopped the test", StringComparison.Ordinal)));
        Assert.Contains("Load test stopped", await bench.HistoryAsync(site.Id));
        Assert.Equal("consent-withdrawn", (await StartAsync(bench, site)).Refusal?.Code);
        Assert.False((await bench.Get<HospitalStop>().StopAsync(consent.Id, Bench.Cancel)).Value);
    }

    [Fact]
    public async Task Link_shows_how_things_stand_and_its_button_takes_the_consent_back_where_nothing_runs()
    {
        await using var bench = await Bench.OpenAsync(services => services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example"));
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        var consent = (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Value!;
        var link = (await bench.Get<LoadConsents>().MakeLinkAsync(consent.Id, Bench.Csm, Bench.Cancel)).Value!;
        var (desk, token) = (bench.Get<LinkDesk>(), link.Segments[^1]);

        var opened = (await desk.FindAsync(token, Bench.Cancel))!.Page!;
        Assert.Equal(("Take the consent back", "No load test is running"), (opened.Button, opened.Facts[^1].Value));
        Assert.True((await desk.FollowAsync(token, Bench.Cancel)).Succeeded);

        Assert.Null((await desk.FindAsync(token, Bench.Cancel))!.Page!.Button);
        Assert.Equal("consent-withdrawn", (await StartAsync(bench, site)).Refusal?.Code);
        Assert.Contains("Link to stop the load test made for Interface analyst", await bench.HistoryAsync(site.Id));
        Assert.Equal("consent-over", (await bench.Get<LoadConsents>().MakeLinkAsync(consent.Id, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Watch_ends_a_test_that_no_consent_covers_any_more()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench, EhrEnvironment.NonProduction);
        var consent = (await bench.Get<LoadConsents>().NoteAsync(site.Id, Agreed, Bench.Csm, Bench.Cancel)).Value!;
        var watch = Assert.Single(bench.Get<IEnumerable<ILoadWatch>>().OfType<ConsentWatch>());
        var context = RunContext.Of(site.Configuration, []) with { SiteId = site.Id };

        Assert.Null(await watch.StopBecauseAsync(context, Bench.Cancel));
        await bench.Get<LoadConsents>().WithdrawAsync(consent.Id, Bench.Csm, Bench.Cancel);
        Assert.NotNull(await watch.StopBecauseAsync(context, Bench.Cancel));
        Assert.Null(await watch.StopBecauseAsync(context with { Connection = Samples.Connection }, Bench.Cancel));
    }

    private static Task<Result<StageRun>> StartAsync(Bench bench, Site site) => bench.Runs.StartAsync(site.Id, Stage.LoadTest, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

    private static async Task<Site> ReadyAsync(Bench bench, EhrEnvironment environment) =>
        await bench.WalkAsync(await bench.SiteAsync(connection: Samples.Connection with { Environment = environment }), Stage.ValidatePatients);

    /// <summary>A queue whose one run is being worked on and listens to a stop.</summary>
    private sealed class Worker : IRunQueue, IDisposable
    {
        private readonly CancellationTokenSource stop = new();

        public CancellationToken Token => stop.Token;

        public Task EnqueueAsync(Guid runId, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            return true;
        }

        public void Dispose() => stop.Dispose();
    }
}
