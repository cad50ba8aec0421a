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

    private Task<StageOutcome> RunAsync(IReadOnlyList<TestPatient> patients, Connection? connection = null)
    {
        var configuration = new SiteConfiguration
        {
            Connection = connection ?? Samples.Connection,
            Load = new() { PeakRequestsPerMinute = 600, CapRequestsPerMinute = 600, HoldSeconds = 20 },
        };
        var run = new LoadTestRunner(hospital, [], time).RunAsync(RunContext.Of(configuration, patients), TestContext.Current.CancellationToken);
        return time.RunAsync(run, TimeSpan.FromMilliseconds(100), null, TestContext.Current.CancellationToken);
    }
}
