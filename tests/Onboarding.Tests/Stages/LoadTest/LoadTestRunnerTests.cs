using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadTestRunnerTests
{
    private readonly SteppingTime time = new();
    private readonly FakeAdapterFactory hospital = new() { Patients = [.. Samples.Patients()] };

    [Fact]
    public async Task Rehearsal_with_quick_answers_passes_and_keeps_its_figures()
    {
        var outcome = await RunAsync(Samples.Named);

        Assert.Equal(CheckState.Passed, Verdict.Of(outcome.Rows));
        var report = Assert.IsType<LoadReport>(outcome.Detail);
        Assert.Equal(report.Sent, report.Completed);
        Assert.Equal(24, report.Points.Count);
        Assert.Contains(outcome.Rows, row => row.Code == "LOAD-P95-SEARCH");
    }

    [Fact]
    public async Task Patients_named_by_id_need_no_look_ups()
    {
        var outcome = await RunAsync([new(TestPatientKind.FhirId, "p-1"), new(TestPatientKind.FhirId, "p-2")]);

        Assert.DoesNotContain(outcome.Rows, row => row.Code == "LOAD-P95-SEARCH");
        Assert.Equal(new HashSet<string> { "p-1", "p-2" }, hospital.Asked.ToHashSet());
    }

    [Fact]
    public async Task Named_patients_are_read_by_the_ids_that_their_numbers_lead_to()
    {
        await RunAsync(Samples.Named);

        Assert.Contains("p-10", hospital.Asked);
        Assert.Contains(Samples.Mrn(10), hospital.Asked);
    }

    [Fact]
    public async Task No_named_patients_could_not_be_assessed()
    {
        var row = Assert.Single((await RunAsync([])).Rows);

        Assert.Equal(CheckState.CouldNotAssess, row.State);
        Assert.NotNull(row.NextStep);
        Assert.Empty(hospital.Asked);
    }

    [Fact]
    public async Task Patients_that_are_not_there_fail_before_any_load()
    {
        hospital.Patients = [];

        var row = Assert.Single((await RunAsync(Samples.Named)).Rows);

        Assert.Equal((CheckState.Failed, FindingCodes.ApiEmpty), (row.State, row.Code));
        Assert.Equal(10, hospital.Asked.Count);
    }

    [Fact]
    public async Task Refused_sign_in_is_asked_once_and_named()
    {
        hospital.SignInRefused = FindingCatalog.Create(FindingCodes.OauthInvalidClient);
        var signIn = new SignInSettings { Method = SignInMethod.ClientSecretBasic, ClientId = "c" };

        var outcome = await RunAsync(Samples.Named, Samples.Connection with { SignIn = signIn });

        Assert.Contains(outcome.Rows, row => row is { Code: FindingCodes.OauthInvalidClient, State: CheckState.Failed });
    }

    [Theory]
    [InlineData(null, 5, 5)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 3)]
    public async Task Sign_ins_keep_the_vendors_limit(int? perMinute, int before, int most)
    {
        hospital.Profile = hospital.Profile with { Limits = new() { SignInsPerMinute = perMinute } };

        var outcome = await RunAsync(Samples.Named, Samples.Connection with { SignIn = new() { Method = SignInMethod.ClientSecretBasic, ClientId = "c" } });

        Assert.Equal(before, Assert.Single(outcome.Rows, row => row.Code == "LOAD-TOKEN").Sample);
        Assert.InRange(hospital.SignIns, before, most);
    }

    [Fact]
    public async Task Sign_ins_come_with_the_traffic_of_a_longer_test()
    {
        var outcome = await RunAsync(Samples.Named, Samples.Connection with { SignIn = new() { Method = SignInMethod.ClientSecretBasic, ClientId = "c" } }, hold: 180);

        Assert.InRange(hospital.SignIns, 10, 5 + (4 * 6));
        Assert.Equal(hospital.SignIns, Assert.Single(outcome.Rows, row => row.Code == "LOAD-TOKEN").Sample);
    }

    [Fact]
    public async Task Kinds_of_record_that_are_refused_are_left_out_and_said_so()
    {
        hospital.Profile = hospital.Profile with { Records = [new() { Type = "Encounter", Parameters = new Dictionary<string, string>() }, new() { Type = "Condition", Parameters = new Dictionary<string, string>() }] };
        hospital.RecordsRefused["Condition"] = FindingCatalog.Create(FindingCodes.Api403);

        var outcome = await RunAsync(Samples.Named);

        Assert.Contains(hospital.Asked, asked => asked.StartsWith("Encounter?", StringComparison.Ordinal));
        Assert.DoesNotContain(hospital.Asked, asked => asked.StartsWith("Condition?", StringComparison.Ordinal));
        Assert.Equal(CheckState.Passed, Verdict.Of(outcome.Rows));
    }

    [Fact]
    public async Task Kinds_that_cannot_be_served_are_named_and_their_share_given_to_the_others()
    {
        var outcome = await RunAsync([new(TestPatientKind.FhirId, "p-1")]);

        var row = Assert.Single(outcome.Rows, row => row.Code == "LOAD-MIX");
        Assert.Contains("No patient is named by MRN", row.Message, StringComparison.Ordinal);
        Assert.Equal([LoadKind.Read], Assert.IsType<LoadReport>(outcome.Detail).Kinds.Select(kind => kind.Kind));
        Assert.Equal(CheckState.Passed, Verdict.Of(outcome.Rows));
    }

    [Theory]
    [InlineData(FindingCodes.Http503, 120)]
    [InlineData(FindingCodes.Http429, 5)]
    public async Task Hospital_that_asked_us_to_wait_is_not_even_read_once_after_the_run(string code, int seconds)
    {
        var (start, sends) = (time.GetUtcNow(), 0);
        hospital.ReadRefused = () => time.GetUtcNow() - start < TimeSpan.FromSeconds(15) || sends++ > 2 ? null
            : FindingCatalog.Create(code) with { Retry = new(true, TimeSpan.FromSeconds(seconds), "The server says so."), Evidence = [new("Retry-After", $"{seconds} s")] };
        var asked = start;
        hospital.Sent = () => asked = time.GetUtcNow();

        var report = Assert.IsType<LoadReport>((await RunAsync(Samples.Named)).Detail);

        Assert.Null(report.Recovery);
        Assert.Equal(LoadBlame.Throttled, report.Blame);
        Assert.True(asked - start <= TimeSpan.FromSeconds(report.ElapsedSeconds + 5));
    }

    [Fact]
    public async Task Hospital_that_stays_slow_is_watched_for_five_minutes_and_named()
    {
        var start = time.GetUtcNow();
        hospital.Took = () => time.GetUtcNow() - start < TimeSpan.FromSeconds(5) ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromMilliseconds(400);

        var outcome = await RunAsync(Samples.Named);

        Assert.Equal(new(100, 400, null), Assert.IsType<LoadReport>(outcome.Detail).Recovery);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(24 + 300), TimeSpan.FromSeconds(24 + 310));
        Assert.Contains(outcome.Rows, row => row is { Code: "LOAD-RECOVERY", State: CheckState.Failed });
    }

    [Fact]
    public async Task Look_after_the_run_ends_at_once_when_the_hospital_is_back()
    {
        var start = time.GetUtcNow();
        hospital.Took = () => TimeSpan.FromMilliseconds(100);

        var report = Assert.IsType<LoadReport>((await RunAsync(Samples.Named)).Detail);

        Assert.Equal((100, 100), (report.Recovery!.IdleP95, report.Recovery.AfterP95));
        Assert.InRange(report.Recovery.Seconds!.Value, 0, 1);
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(24), TimeSpan.FromSeconds(28));
    }

    [Fact]
    public async Task Stop_takes_a_second_at_most_with_a_hospital_that_does_not_listen()
    {
        using var stop = new CancellationTokenSource();
        var (start, deaf) = (time.GetUtcNow(), new TaskCompletionSource());
        hospital.Before = _ => time.GetUtcNow() - start > TimeSpan.FromSeconds(10) ? deaf.Task : Task.CompletedTask;
        DateTimeOffset? pressed = null;
        var run = new LoadTestRunner(hospital, [], time).RunAsync(
            RunContext.Of(new() { Connection = Samples.Connection, Load = new() { PeakRequestsPerMinute = 600, CapRequestsPerMinute = 600, HoldSeconds = 20 } }, Samples.Named), stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => time.RunAsync(run, TimeSpan.FromMilliseconds(100), now =>
        {
            if (now < TimeSpan.FromSeconds(15) || pressed is not null)
                return;
            pressed = time.GetUtcNow();
            stop.Cancel();
        }, TestContext.Current.CancellationToken));

        Assert.NotNull(pressed);
        Assert.True(time.GetUtcNow() - pressed <= TimeSpan.FromSeconds(1), $"it took {time.GetUtcNow() - pressed}");
    }

    private Task<StageOutcome> RunAsync(IReadOnlyList<TestPatient> patients, Connection? connection = null, int hold = 20)
    {
        var configuration = new SiteConfiguration
        {
            Connection = connection ?? Samples.Connection,
            Load = new() { PeakRequestsPerMinute = 600, CapRequestsPerMinute = 600, HoldSeconds = hold },
        };
        var run = new LoadTestRunner(hospital, [], time).RunAsync(RunContext.Of(configuration, patients), TestContext.Current.CancellationToken);
        return time.RunAsync(run, TimeSpan.FromMilliseconds(100), null, TestContext.Current.CancellationToken);
    }
}
