using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

/// <summary>Who may forbid a load test, before it and while it runs.</summary>
public sealed class LoadGuardTests
{
    private static readonly LoadSettings Load = new() { PeakRequestsPerMinute = 600, CapRequestsPerMinute = 1_200, HoldSeconds = 20 };

    private readonly SteppingTime time = new();
    private readonly FakeAdapterFactory hospital = new() { Patients = [.. Samples.Patients()] };
    private readonly Watch watch = new();

    [Theory]
    [InlineData(EhrEnvironment.Production)]
    [InlineData(EhrEnvironment.NonProduction)]
    public async Task Without_consent_not_one_request_leaves(EhrEnvironment environment)
    {
        var row = Assert.Single((await RunAsync(environment, consent: null)).Rows);

        Assert.Equal((CheckState.CouldNotAssess, FaultOwner.Hospital), (row.State, row.Owner));
        Assert.NotNull(row.NextStep);
        Assert.Equal(0, hospital.Sends);
    }

    [Theory]
    [InlineData(-120, -60, EhrEnvironment.Production, false)]
    [InlineData(60, 120, EhrEnvironment.Production, false)]
    [InlineData(-60, 60, EhrEnvironment.NonProduction, false)]
    [InlineData(-60, 60, EhrEnvironment.Production, true)]
    public async Task Consent_must_cover_now_this_environment_and_stand(int from, int to, EhrEnvironment environment, bool withdrawn)
    {
        var consent = Consent(from, to, environment);
        consent.WithdrawnAt = withdrawn ? time.GetUtcNow() : null;

        Assert.Equal(CheckState.CouldNotAssess, Assert.Single((await RunAsync(EhrEnvironment.Production, consent)).Rows).State);
        Assert.Equal(0, hospital.Sends);
    }

    [Theory]
    [InlineData(EhrEnvironment.Simulator)]
    [InlineData(EhrEnvironment.Sandbox)]
    public async Task Rehearsal_needs_no_consent_and_is_stamped(EhrEnvironment environment)
    {
        var outcome = await RunAsync(environment, consent: null);

        Assert.Equal(environment, Assert.IsType<LoadReport>(outcome.Detail).Environment);
        var stamp = Assert.Single(outcome.Rows, row => row.Code == "LOAD-ENVIRONMENT");
        Assert.Contains("never counts for production", stamp.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_of_the_agreed_window_ends_the_test_and_every_request()
    {
        var consent = Consent(-60, 10, EhrEnvironment.Production);
        DateTimeOffset lastSent = default;
        hospital.Sent = () => lastSent = time.GetUtcNow();

        var outcome = await RunAsync(EhrEnvironment.Production, consent);

        Assert.Contains("window", Assert.IsType<LoadReport>(outcome.Detail).StoppedBecause, StringComparison.Ordinal);
        Assert.True(lastSent < consent.To);
        Assert.DoesNotContain(outcome.Rows, row => row.Code == "LOAD-ENVIRONMENT");
        Assert.Equal(CheckState.Failed, Verdict.Of(outcome.Rows));
    }

    [Fact]
    public async Task Watch_is_asked_before_the_first_request()
    {
        watch.Reason = "Live traffic suffers.";

        var row = Assert.Single((await RunAsync(EhrEnvironment.Sandbox, consent: null)).Rows);

        Assert.Contains("Live traffic suffers.", row.Message, StringComparison.Ordinal);
        Assert.Equal(0, hospital.Sends);
    }

    [Fact]
    public async Task Watch_is_asked_about_every_second_and_stops_the_test()
    {
        watch.After = 8;

        var outcome = await RunAsync(EhrEnvironment.Sandbox, consent: null);

        var report = Assert.IsType<LoadReport>(outcome.Detail);
        Assert.Equal("The hospital took its word back.", report.StoppedBecause);
        Assert.InRange(report.ElapsedSeconds, 5, 9);
        Assert.Null(report.Recovery);
    }

    [Fact]
    public async Task Watch_that_never_answers_ends_the_test()
    {
        watch.SilentAfter = 3;

        var report = Assert.IsType<LoadReport>((await RunAsync(EhrEnvironment.Sandbox, consent: null)).Detail);

        Assert.Contains("could not make sure", report.StoppedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lowest_cap_of_site_vendor_and_hospital_counts()
    {
        hospital.Profile = hospital.Profile with { Limits = new RequestLimits { RequestsPerMinute = 300 } };

        var report = Assert.IsType<LoadReport>((await RunAsync(EhrEnvironment.Production, Consent(-60, 600, EhrEnvironment.Production, cap: 120))).Detail);

        Assert.Equal((2, 2), (report.CapPerSecond, report.TargetPerSecond));
    }

    private Task<StageOutcome> RunAsync(EhrEnvironment environment, LoadConsent? consent)
    {
        var context = RunContext.Of(new() { Connection = Samples.Connection with { Environment = environment }, Load = Load }, Samples.Named) with { Consent = consent };
        return time.RunAsync(
            new LoadTestRunner(hospital, [watch], time).RunAsync(context, TestContext.Current.CancellationToken), TimeSpan.FromMilliseconds(100), null, TestContext.Current.CancellationToken);
    }

    private LoadConsent Consent(int fromSeconds, int toSeconds, EhrEnvironment environment, int cap = 1_200) => new()
    {
        SiteId = SiteId.New(), Environment = environment, AgreedBy = "Interface team", AgreedOn = new(2026, 11, 25), OnCall = "desk", CapRequestsPerMinute = cap,
        From = time.GetUtcNow() + TimeSpan.FromSeconds(fromSeconds), To = time.GetUtcNow() + TimeSpan.FromSeconds(toSeconds), NotedBy = "Juno Marrow", NotedAt = time.GetUtcNow(),
    };

    private sealed class Watch : ILoadWatch
    {
        private int asked;

        public string? Reason { get; set; }

        public int After { get; set; } = int.MaxValue;

        public int SilentAfter { get; set; } = int.MaxValue;

        public Task<string?> StopBecauseAsync(StageRunContext context, CancellationToken cancellationToken)
        {
            asked++;
            return asked > SilentAfter ? new TaskCompletionSource<string?>().Task : Task.FromResult(asked > After ? "The hospital took its word back." : Reason);
        }
    }
}
