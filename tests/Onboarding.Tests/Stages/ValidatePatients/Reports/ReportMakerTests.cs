using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Reports;

public sealed class ReportMakerTests
{
    [Fact]
    public async Task Report_of_a_good_run_counts_states_and_claims_what_ten_prove()
    {
        await using var bench = await OpenAsync();

        var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients));

        Assert.Equal(CheckState.Warning, report.Verdict);
        Assert.Equal("35 of 38 fields hold. Three are worth a look.", report.Headline);
        Assert.Equal((43, 47, 1, "43 of 47 that could be judged passed"), (report.Checks.Passed, report.Checks.Judged, report.Checks.NotApplicable, report.Checks.Words()));
        var name = report.Field("name");
        Assert.Equal("10 of 10: at least 74 % with 95 % confidence", name.Claim!.Words);
        Assert.Equal([(0.90, 29, 19), (0.95, 59, 49), (0.99, 299, 289)], name.Claim.Needed.Select(needed => (needed.Share, needed.Patients, needed.More)));
        Assert.EndsWith("To claim 90 % takes 29 patients without a gap, 95 % takes 59, 99 % takes 299.", report.Proof, StringComparison.Ordinal);
        Assert.Equal((10, 10), (report.Patients.Named, report.Patients.Read));
        Assert.Equal(8, report.Patients.Kinds["adult"]);
        Assert.Equal(["race", "ethnicity", "birthSex"], report.Causes.Select(cause => cause.FieldId));
        Assert.Null(report.Field("deceased").Claim);
    }

    [Fact]
    public async Task Gap_in_one_patient_asks_for_more_patients_than_none()
    {
        await using var bench = await OpenAsync(patient => patient.Address.Clear(), 1);

        var address = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients)).Field("address");

        Assert.Equal("9 of 10: at least 60 % with 95 % confidence", address.Claim!.Words);
        Assert.Equal([46, 93, 473], address.Claim.Needed.Select(needed => needed.Patients));
    }

    [Fact]
    public async Task Field_that_nobody_has_is_one_cause_and_its_row_points_to_it()
    {
        await using var bench = await OpenAsync(patient => patient.Telecom.RemoveAll(contact => contact.System is ContactPoint.ContactPointSystem.Phone), 10);

        var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients));

        var cause = Assert.Single(report.Causes, NotOfTheMap);
        Assert.Equal(("Phone is absent in all 10 patients", "phone", FaultOwner.OurConfiguration), (cause.Title, cause.FieldId, cause.Owner!.Value));
        Assert.StartsWith("Check the mapping first", cause.NextStep, StringComparison.Ordinal);
        Assert.Equal(cause.Title, report.Field("phone").CausedBy);
        Assert.Null(report.Field("phone").Claim);
    }

    [Fact]
    public async Task Patients_with_one_cause_are_said_once_and_not_again_below()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.RemoveAll(patient => patient.Id is "p-3" or "p-7");

        var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients));

        var cause = Assert.Single(report.Causes, NotOfTheMap);
        Assert.Equal("2 patients could not be read", cause.Title);
        Assert.Equal([3, 7], cause.Patients);
        Assert.NotNull(cause.NextStep);
        Assert.Equal(
            [
                "VALIDATE-PATIENTS", "VALIDATE-SPREAD", "VALIDATE-FHIR-STRICT", "VALIDATE-FHIR-OPEN", "VALIDATE-REFERENCES", "VALIDATE-CODES",
                "VALIDATE-PLAUSIBLE", "VALIDATE-MUST-SUPPORT", "VALIDATE-APPLICABLE",
            ],
            report.Others.Select(other => other.Code));
        Assert.Equal((10, 8), (report.Patients.Named, report.Patients.Read));
        Assert.Contains("two patients could not be judged, which blocks the stage.", report.Headline, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("8 of 8: at least 68 % with 95 % confidence", report.Field("name").Claim!.Words);
    }

    [Fact]
    public async Task Gaps_of_a_nearly_empty_record_point_to_that_record()
    {
        await using var bench = await OpenAsync(
            patient => { patient.Address.Clear(); patient.Telecom.Clear(); patient.Communication.Clear(); patient.GenderElement = null; patient.BirthDate = null; }, 1);

        var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients));

        var cause = Assert.Single(report.Causes, NotOfTheMap);
        Assert.Equal("The record of 1 patient is nearly empty", cause.Title);
        Assert.Equal(cause.Title, report.Field("birthDate").CausedBy);
        Assert.Null(report.Field("name").CausedBy);
    }

    [Fact]
    public async Task Run_that_stopped_at_the_sign_in_says_why_and_has_no_fields()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.SignInRefused = FindingCatalog.Create(FindingCodes.OauthInvalidClient);
        var connection = Samples.Connection with { SignIn = new() { Method = EhrAdapters.SignInMethod.ClientSecretBasic, ClientId = "portal" } };

        var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients, new() { Connection = connection }));

        Assert.Equal(report.Others[0].Message, report.Headline);
        Assert.Empty(report.Fields);
        Assert.Equal((1, 1), (report.Checks.Failed, report.Checks.Judged));
        Assert.True(report.Checks.NotReached > 10);
    }

    [Fact]
    public void Run_in_flight_has_no_report() =>
        Assert.Null(ReportMaker.Of("Mercy West", StageRun.Queue(
            Onboarding.Sites.Site.Create("Mercy West", "mercy-west", "America/Chicago", Bench.Csm, ReportBench.Ended), Stage.ValidatePatients, 1, Guid.Empty, Bench.Csm, ReportBench.Ended)));

    [Fact]
    public async Task Report_is_the_same_in_whatever_order_the_hospital_named_its_patients()
    {
        await using var bench = await OpenAsync();
        Spoil(bench.Adapters.Patients);
        var first = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients));
        Assert.Equal([3, 6], first.Causes.SelectMany(cause => cause.Patients).Distinct().Order());

        for (var seed = 1; seed <= 24; seed++)
        {
            var order = Enumerable.Range(0, Samples.Named.Count).ToArray();
            new Random(seed).Shuffle(order);

            var report = ReportBench.Report(await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. order.Select(at => Samples.Named[at])] }));

            // Only the place in the list is another one.
            var back = report with { Run = first.Run, Causes = [.. report.Causes.Select(cause => cause with { Patients = [.. cause.Patients.Select(number => order[number - 1] + 1).Order()] })] };
            Assert.Equal(ReportJson.Write(first, null), ReportJson.Write(back, null));
        }
    }

    // Three fields of the contract stay unmapped in these tests.
    private static bool NotOfTheMap(ReportCause cause) => cause.FieldId is not ("race" or "ethnicity" or "birthSex");

    // One missing, one nearly empty, two gaps of different kinds, a field that nobody has.
    private static void Spoil(List<Patient> patients)
    {
        patients[7].BirthDate = null;
        patients[8].Address.Clear();
        patients[5].Telecom.Clear();
        patients[5].Address.Clear();
        patients[5].Communication.Clear();
        patients[5].GenderElement = null;
        patients[5].BirthDate = null;
        patients.ForEach(patient => patient.Telecom.RemoveAll(contact => contact.System is ContactPoint.ContactPointSystem.Email));
        patients.RemoveAt(2);
    }

    private static async Task<Bench> OpenAsync(Action<Patient>? spoil = null, int last = 0)
    {
        var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        bench.Adapters.Records = Charts.Of();
        if (spoil is not null)
            bench.Adapters.Patients.TakeLast(last).ToList().ForEach(spoil);
        return bench;
    }
}
