using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients;

public sealed class ValidatePatientsRunnerTests
{
    [Fact]
    public async Task Ten_complete_patients_pass_and_say_what_they_prove()
    {
        await using var bench = await OpenAsync();
        var settings = new StageSettings();

        var outcome = await bench.RunAsync(Stage.ValidatePatients, settings);

        Assert.Equal(("10 of 10", "10 of 10", CheckState.Passed), (outcome.Row("VALIDATE-NAME").Measured, outcome.Row("VALIDATE-NAME").Limit, outcome.Row("VALIDATE-NAME").State));
        Assert.Contains("at least 74 %", outcome.Row("VALIDATE-NAME").Message, StringComparison.Ordinal);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-PATIENTS").State);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-SPREAD").State);
        Assert.Equal(Enumerable.Range(0, 11), settings.Heard.Select(heard => heard.Done!.Value).Order());
        Assert.Contains(settings.Heard, heard => heard.Now == "4 of 10 patients");
    }

    [Theory]
    [InlineData(9, CheckState.Passed)]
    [InlineData(8, CheckState.Warning)]
    [InlineData(7, CheckState.Failed)]
    public async Task Required_field_is_judged_by_how_many_have_it(int have, CheckState expected)
    {
        await using var bench = await OpenAsync(patient => patient.Telecom.RemoveAll(contact => contact.System is ContactPoint.ContactPointSystem.Phone), 10 - have);

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-PHONE");

        Assert.Equal((expected, $"{have} of 10", "at least 9 of 10"), (row.State, row.Measured, row.Limit));
        Assert.Equal(expected is CheckState.Passed ? null : FaultOwner.Hospital, row.Owner);
        Assert.Equal(expected is CheckState.Failed, row.Letter is not null);
    }

    [Fact]
    public async Task One_patient_without_an_identity_field_fails()
    {
        await using var bench = await OpenAsync(patient => patient.BirthDate = null, 1);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal((CheckState.Failed, "1 patient short"), (outcome.Row("VALIDATE-BIRTH-DATE").State, outcome.Row("VALIDATE-BIRTH-DATE").Margin));
    }

    [Fact]
    public async Task Expected_field_below_eight_of_ten_warns_and_optional_is_listed()
    {
        await using var bench = await OpenAsync(patient => patient.Telecom.RemoveAll(contact => contact.System is ContactPoint.ContactPointSystem.Email), 3);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal(CheckState.Warning, outcome.Row("VALIDATE-EMAIL").State);
        Assert.Equal(CheckState.NotApplicable, outcome.Row("VALIDATE-DECEASED").State);
    }

    [Fact]
    public async Task Reason_for_absence_is_explained_and_never_counts_as_present()
    {
        await using var bench = await OpenAsync(
            patient =>
            {
                patient.BirthDateElement = new Date();
                patient.BirthDateElement.AddExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new Code("masked"));
            },
            1);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var row = outcome.Row("VALIDATE-BIRTH-DATE");
        Assert.Equal((CheckState.Failed, "9 of 10"), (row.State, row.Measured));
        Assert.Contains("says why there is none", row.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patient_that_is_not_there_is_named_by_number_with_a_letter()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.RemoveAll(patient => patient.Id is "p-3" or "p-7");

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var row = outcome.Row(FindingCodes.Api404Patient);
        Assert.Equal(("Patients 3, 7", CheckState.Failed), (row.Check, row.State));
        Assert.NotNull(row.Letter);
        var matrix = Assert.IsType<ValidationMatrix>(outcome.Detail);
        Assert.Equal("not found", matrix.Patients[2].Kind);
        Assert.All(matrix.Fields, field => Assert.Equal(CheckState.NotReached, field.Cells[2].State));
        Assert.Contains(matrix.Causes, cause => cause.Patient == 7);
        Assert.Equal("8 of 8", outcome.Row("VALIDATE-NAME").Measured);
    }

    [Fact]
    public async Task Loose_hit_with_another_number_is_not_the_patient()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.Single(patient => patient.Id == "p-4").Identifier[0].Value = Samples.Mrn(4) + "9";

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var row = outcome.Row(FindingCodes.Api404Patient);
        Assert.Equal("Patient 4", row.Check);
        Assert.Contains("none of them carries the number", row.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_hits_the_one_with_the_number_counts_padding_and_zeros_aside()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients[3].Identifier[0].Value = " 0004711 ";
        var other = Samples.Patient(4);
        (other.Id, other.Identifier[0].Value) = ("other", "94711");
        bench.Adapters.Patients.Insert(0, other);

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. Samples.Named.Select((named, index) => index == 3 ? new TestPatient(TestPatientKind.Mrn, "4711") : named)] });

        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-PATIENTS").State);
        Assert.DoesNotContain(outcome.Rows, row => row.State is CheckState.Failed);
    }

    [Fact]
    public async Task Fewer_than_ten_patients_cannot_be_assessed_and_say_what_unlocks_it()
    {
        await using var bench = await OpenAsync();

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. Samples.Named.Take(7)] });

        var row = outcome.Row("VALIDATE-PATIENTS");
        Assert.Equal((CheckState.CouldNotAssess, "3 patients short"), (row.State, row.Margin));
        Assert.Contains("3 more", row.NextStep, StringComparison.Ordinal);
        Assert.Equal(CheckState.CouldNotAssess, outcome.Verdict());
    }

    [Fact]
    public async Task Patient_named_twice_counts_once()
    {
        await using var bench = await OpenAsync();
        IReadOnlyList<TestPatient> twice = [.. Samples.Named.Take(9), new(TestPatientKind.FhirId, "p-1")];

        var row = (await bench.RunAsync(Stage.ValidatePatients, new() { Patients = twice })).Row("VALIDATE-PATIENTS");

        Assert.Equal((CheckState.CouldNotAssess, "9"), (row.State, row.Measured));
        Assert.Contains("named twice", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_sign_in_is_one_row_and_asks_for_no_patient()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.SignInRefused = FindingCatalog.Create(FindingCodes.OauthInvalidClient);
        var connection = Samples.Connection with { SignIn = new() { Method = EhrAdapters.SignInMethod.ClientSecretBasic, ClientId = "portal" } };

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Connection = connection });

        Assert.Equal(CheckState.Failed, outcome.Row(FindingCodes.OauthInvalidClient).State);
        Assert.All(outcome.Rows.Skip(1), row => Assert.Equal(CheckState.NotReached, row.State));
        Assert.Empty(bench.Adapters.Asked);
    }

    [Fact]
    public async Task Adapter_that_breaks_on_one_patient_costs_only_that_one()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Before = asked => asked == Samples.Mrn(5) ? throw new InvalidOperationException("Wren Oak5") : Task.CompletedTask;

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal((FaultOwner.OurService, "Patient 5"), (outcome.Row(FindingCodes.SelfError).Owner, outcome.Row(FindingCodes.SelfError).Check));
        Assert.Equal("9 of 9", outcome.Row("VALIDATE-NAME").Measured);
    }

    [Fact]
    public async Task Column_without_any_value_is_said_once_and_suspects_our_mapping_first()
    {
        await using var bench = await OpenAsync();
        var map = new FieldMap { Fields = [.. Samples.Map.Fields.Where(field => field.FieldId != "phone"), Samples.Field("phone", "telecom.where(system = 'pager').value")] };

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Map = map });

        Assert.Equal(FaultOwner.OurConfiguration, outcome.Row("VALIDATE-PHONE").Owner);
        var cause = Assert.Single(Assert.IsType<ValidationMatrix>(outcome.Detail).Causes, cause => cause.FieldId == "phone");
        Assert.Equal("Phone is absent in all 10 patients", cause.Title);
    }

    [Fact]
    public async Task Order_of_patients_changes_no_verdict()
    {
        await using var bench = await OpenAsync(patient => patient.Address.Clear(), 2);

        var forward = await bench.RunAsync(Stage.ValidatePatients);
        var backward = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. Samples.Named.Reverse()] });

        Assert.Equal(Json.Write(forward.Rows), Json.Write(backward.Rows));
    }

    [Fact]
    public async Task Nothing_of_a_patient_leaves_the_run()
    {
        await using var bench = await OpenAsync(patient => patient.Address.Clear(), 4);
        bench.Adapters.Patients.RemoveAt(9);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var written = Json.Write(outcome.Rows) + Json.Write<StageDetail?>(outcome.Detail);
        foreach (var patient in Samples.Patients())
        {
            foreach (var value in new[] { patient.Identifier[0].Value, patient.Name[0].Family, patient.BirthDate, patient.Telecom[0].Value, patient.Telecom[1].Value, "Wren", "female", "Dubuque" })
                Assert.DoesNotContain(value!, written, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Search_names_as_many_patients_as_it_finds()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients = [.. Samples.Patients(14)];

        var outcome = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [new(TestPatientKind.Search, "family=Oak")] });

        Assert.Equal("14 of 14", outcome.Row("VALIDATE-NAME").Measured);
        Assert.Equal(Enumerable.Range(1, 14), Assert.IsType<ValidationMatrix>(outcome.Detail).Patients.Select(patient => patient.Number));
    }

    private static async Task<Bench> OpenAsync(Action<Patient>? spoil = null, int last = 0)
    {
        var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        if (spoil is not null)
            bench.Adapters.Patients.TakeLast(last).ToList().ForEach(spoil);
        return bench;
    }
}
