using EhrAdapters.Diagnosis;
using Hl7.Fhir.Model;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Records;

/// <summary>Clinical fields by patient: every record must give the value, and who has no record leaves the count.</summary>
public sealed class RecordJudgementTests
{
    [Fact]
    public async Task Ten_patients_with_whole_charts_pass_in_every_check()
    {
        await using var bench = await OpenAsync();

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal(("10 of 10", CheckState.Passed), (outcome.Row("VALIDATE-OBSERVATION-VALUE").Measured, outcome.Row("VALIDATE-OBSERVATION-VALUE").State));
        Assert.All(
            new[] { "VALIDATE-FHIR-STRICT", "VALIDATE-FHIR-OPEN", "VALIDATE-REFERENCES", "VALIDATE-CODES", "VALIDATE-PLAUSIBLE", "VALIDATE-APPLICABLE" },
            code => Assert.Equal(CheckState.Passed, outcome.Row(code).State));
        // Three fields of the contract stay unmapped in these tests.
        Assert.All(outcome.Rows.Where(row => row.State is not (CheckState.Passed or CheckState.NotApplicable)).Select(row => row.Code), code =>
            Assert.Contains(code, new[] { "VALIDATE-RACE", "VALIDATE-ETHNICITY", "VALIDATE-BIRTH-SEX", "VALIDATE-MUST-SUPPORT" }));
        Assert.Equal("Encounter", Matrix(outcome).Fields.Single(field => field.FieldId == "encounter.start").ResourceType);
    }

    [Fact]
    public async Task One_record_of_several_without_the_value_fails_the_patient_and_says_how_many()
    {
        await using var bench = await OpenAsync(records => records.Chart<Encounter>(4).Last().Status = null);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal((CheckState.Passed, "9 of 10"), (outcome.Row("VALIDATE-ENCOUNTER-STATUS").State, outcome.Row("VALIDATE-ENCOUNTER-STATUS").Measured));
        var cell = Cell(outcome, "encounter.status", 4);
        Assert.Equal(CheckState.Failed, cell.State);
        Assert.StartsWith("1 of 2 encounters", cell.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patient_without_records_of_a_type_leaves_the_count()
    {
        await using var bench = await OpenAsync(records => records.RemoveAll(record => record is AllergyIntolerance && record.Id!.StartsWith("p-3-", StringComparison.Ordinal)));

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var row = outcome.Row("VALIDATE-ALLERGY-INTOLERANCE-CODE");
        Assert.Equal((CheckState.Passed, "9 of 9"), (row.State, row.Measured));
        Assert.Equal(CheckState.NotApplicable, Cell(outcome, "allergyIntolerance.code", 3).State);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-APPLICABLE").State);
    }

    [Theory]
    [InlineData(3, CheckState.Passed)]
    [InlineData(4, CheckState.Warning)]
    public async Task More_than_three_of_ten_without_a_kind_of_record_are_badly_chosen(int without, CheckState expected)
    {
        await using var bench = await OpenAsync(records => records.RemoveAll(record => record is Condition && int.Parse(record.Id!.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) <= without));

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-APPLICABLE");

        Assert.Equal(expected, row.State);
        Assert.Equal(expected is CheckState.Warning, row.Message?.Contains($"badly chosen: {without} of 10 have no conditions", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task Kind_of_record_that_nobody_has_leaves_a_needed_field_unknown_and_a_welcome_one_out()
    {
        await using var bench = await OpenAsync(records => records.RemoveAll(record => record is MedicationRequest));

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var needed = outcome.Row("VALIDATE-MEDICATION-REQUEST-MEDICATION");
        Assert.Equal((CheckState.CouldNotAssess, true), (needed.State, needed.Needed));
        Assert.Contains("None of these patients has medication requests", needed.Message, StringComparison.Ordinal);
        Assert.Contains("test patients who have medication requests", needed.NextStep, StringComparison.Ordinal);
        Assert.Equal(CheckState.NotApplicable, outcome.Row("VALIDATE-MEDICATION-REQUEST-DOSAGE").State);
        Assert.Equal(CheckState.CouldNotAssess, outcome.Verdict());
    }

    [Fact]
    public async Task Refused_kind_of_record_is_said_once_with_a_letter_and_costs_the_others_nothing()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.RecordsRefused["Condition"] = FindingCatalog.Create(FindingCodes.Api403);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var row = Assert.Single(outcome.Rows, row => row.Code == FindingCodes.Api403);
        Assert.Equal(("Conditions of the patients", "10 of 10 patients not read", CheckState.Failed), (row.Check, row.Measured, row.State));
        Assert.NotNull(row.Letter);
        Assert.Equal(CheckState.CouldNotAssess, outcome.Row("VALIDATE-CONDITION-CODE").State);
        Assert.Equal(CheckState.CouldNotAssess, Cell(outcome, "condition.code", 1).State);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-ENCOUNTER-START").State);
    }

    internal static ValidationMatrix Matrix(StageOutcome outcome) => Assert.IsType<ValidationMatrix>(outcome.Detail);

    internal static MatrixCell Cell(StageOutcome outcome, string field, int patient) => Matrix(outcome).Fields.Single(one => one.FieldId == field).Cells[patient - 1];

    internal static async Task<Bench> OpenAsync(Action<List<Resource>>? spoil = null)
    {
        var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        bench.Adapters.Records = Charts.Of();
        spoil?.Invoke(bench.Adapters.Records);
        return bench;
    }
}
