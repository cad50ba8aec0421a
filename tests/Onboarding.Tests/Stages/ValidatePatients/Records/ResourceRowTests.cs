using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Records;

/// <summary>What is said of the records as resources: structure in two readings, references, codes, plausibility, what they show together.</summary>
public sealed class ResourceRowTests
{
    private const string Canary = "Quillfeather";

    [Fact]
    public async Task Missing_required_element_fails_the_strict_reading_only_and_names_the_element()
    {
        await using var bench = await OpenAsync(records => records.Chart<MedicationRequest>(2).Single().Intent = null);

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var strict = outcome.Row("VALIDATE-FHIR-STRICT");
        Assert.Equal((CheckState.Failed, "1 of 80 records with errors", FaultOwner.Hospital), (strict.State, strict.Measured, strict.Owner));
        Assert.Equal(("MedicationRequest.intent", "a required element is missing (PVAL105), 1 record"), (strict.Evidence[0].Name, strict.Evidence[0].Value));
        Assert.NotNull(strict.Letter);
        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-FHIR-OPEN").State);
    }

    [Fact]
    public async Task Value_of_the_wrong_type_warns_in_the_open_reading_and_is_never_shown()
    {
        await using var bench = await OpenAsync(records => ((Quantity)records.Chart<Observation>(2).First().Value!).ValueElement = new() { JsonValue = Canary });

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal((CheckState.Failed, CheckState.Warning), (outcome.Row("VALIDATE-FHIR-STRICT").State, outcome.Row("VALIDATE-FHIR-OPEN").State));
        Assert.Contains(outcome.Row("VALIDATE-FHIR-OPEN").Evidence, item => item is { Name: "Observation.value.value" });
        Assert.DoesNotContain(Canary, Json.Write(outcome.Rows) + Json.Write(outcome.Detail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_to_something_that_is_not_there_fails_and_names_the_element()
    {
        await using var bench = await OpenAsync(records => records.Chart<Observation>(6).First().Encounter = new($"Encounter/{Canary}"));

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-REFERENCES");

        Assert.Equal((CheckState.Failed, FaultOwner.Hospital), (row.State, row.Owner));
        Assert.Equal(("Observation.encounter", "1 to something that is not there"), (row.Evidence[0].Name, row.Evidence[0].Value));
        Assert.NotNull(row.Letter);
        Assert.DoesNotContain(Canary, Json.Write(row), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reference_to_another_host_is_said_and_never_followed()
    {
        await using var bench = await OpenAsync(records => records.Chart<Observation>(6).First().Encounter = new("https://elsewhere.example/fhir/Encounter/1"));

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-REFERENCES");

        Assert.Equal(CheckState.Warning, row.State);
        Assert.Contains("we do not follow them", row.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Encounter/1", bench.Adapters.Asked);
    }

    [Fact]
    public async Task What_is_referred_to_is_looked_up_among_the_fetched_first_and_read_once_where_it_is_not()
    {
        await using var bench = await OpenAsync(_ => { });

        await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal([Charts.Clinician], bench.Adapters.Asked.Where(asked => asked.Contains('/', StringComparison.Ordinal) && !asked.Contains('?', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task More_targets_than_a_run_looks_up_are_said_and_fail_nothing()
    {
        await using var bench = await OpenAsync(records =>
        {
            foreach (var (visit, at) in records.OfType<Encounter>().Select((visit, at) => (visit, at)))
                visit.Participant = [.. Enumerable.Range(0, 5).Select(n => new Encounter.ParticipantComponent { Individual = new($"Practitioner/many-{at}-{n}") })];
            records.AddRange(Enumerable.Range(0, 100).Select(n => new Practitioner { Id = $"many-{n / 5}-{n % 5}" }));
        });

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-REFERENCES");

        Assert.Equal(CheckState.Passed, row.State);
        Assert.Equal(60, bench.Adapters.Asked.Count(asked => asked.StartsWith("Practitioner/", StringComparison.Ordinal)));
        Assert.StartsWith("41 references were not looked up", row.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, CheckState.Passed)]
    [InlineData(11, CheckState.Failed)]
    public async Task Codes_outside_of_the_systems_may_be_five_of_a_hundred(int local, CheckState expected)
    {
        await using var bench = await OpenAsync(records => records.OfType<Observation>().Take(local).ToList().ForEach(one => one.Code = new("urn:oid:2.999.8", "HR")));

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-CODES");

        Assert.Equal((expected, $"{row.Sample - local} of {row.Sample}", "at least 95 %"), (row.State, row.Measured, row.Limit));
        Assert.Equal($"Observation: {local} of 20.", row.Explanation);
        // The bound lies between the two.
        Assert.Equal(expected is CheckState.Passed, local <= row.Sample * 0.05);
    }

    [Fact]
    public async Task Unit_of_the_hospitals_own_counts_as_a_code_outside_of_the_system()
    {
        await using var bench = await OpenAsync(records => records.OfType<Observation>().ToList().ForEach(one => one.Value = new Quantity(12, "stone", "https://units.example")));

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal((CheckState.Failed, FaultOwner.OurConfiguration), (outcome.Row("VALIDATE-CODES").State, outcome.Row("VALIDATE-CODES").Owner));
        Assert.Contains("Observation value: 20 of 20", outcome.Row("VALIDATE-CODES").Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_date_in_the_future_fails_although_enough_patients_have_the_field()
    {
        await using var bench = await OpenAsync(records => records.Chart<Observation>(3).First().Effective = new FhirDateTime("2199-03-01"));

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        Assert.Equal(CheckState.Passed, outcome.Row("VALIDATE-OBSERVATION-TIME").State);
        var row = outcome.Row("VALIDATE-PLAUSIBLE");
        Assert.Equal((CheckState.Failed, FaultOwner.Hospital), (row.State, row.Owner));
        Assert.Equal("Observation time: 1 of 20. The date lies in the future.", row.Explanation);
        Assert.NotNull(row.Letter);
    }

    [Fact]
    public async Task End_before_the_start_is_implausible()
    {
        await using var bench = await OpenAsync(records => records.Chart<Encounter>(3).First().Period!.End = "2024-01-01T00:00:00Z");

        Assert.Contains("Encounter end: 1 of 20. The date lies before “Encounter start”.", (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-PLAUSIBLE").Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_that_one_patient_shows_is_supported_and_one_that_none_shows_is_listed()
    {
        await using var bench = await OpenAsync(records =>
        {
            records.OfType<Condition>().Skip(1).ToList().ForEach(one => one.ClinicalStatus = null);
            records.OfType<MedicationRequest>().ToList().ForEach(one => one.AuthoredOn = null);
        });

        var row = (await bench.RunAsync(Stage.ValidatePatients)).Row("VALIDATE-MUST-SUPPORT");

        Assert.Equal(CheckState.Warning, row.State);
        Assert.Contains("“Medication requested on”", row.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Condition status", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_of_patients_changes_no_row_and_no_column()
    {
        await using var bench = await OpenAsync(Spoil);
        bench.Adapters.Patients.RemoveAt(8);
        var first = await bench.RunAsync(Stage.ValidatePatients);
        Assert.Contains(first.Rows, row => row.State is CheckState.Failed);

        for (var seed = 1; seed <= 24; seed++)
        {
            var order = Enumerable.Range(0, Samples.Named.Count).ToArray();
            new Random(seed).Shuffle(order);

            var shuffled = await bench.RunAsync(Stage.ValidatePatients, new() { Patients = [.. order.Select(at => Samples.Named[at])] });

            // Only the number of the patient who is missing is another one.
            Assert.Equal(
                Json.Write(first.Rows.Where(row => row.Code != FindingCodes.Api404Patient)),
                Json.Write(shuffled.Rows.Where(row => row.Code != FindingCodes.Api404Patient)));
            var (before, after) = (RecordJudgementTests.Matrix(first), RecordJudgementTests.Matrix(shuffled));
            Assert.All(before.Fields.Zip(after.Fields), pair => Assert.Equal(order.Select(at => pair.First.Cells[at]), pair.Second.Cells));
        }
    }

    private static void Spoil(List<Resource> records)
    {
        records.Chart<Encounter>(1).First().Status = null;
        records.Chart<Observation>(2).First().Effective = new FhirDateTime("2199-03-01");
        ((Quantity)records.Chart<Observation>(4).First().Value!).ValueElement = new() { JsonValue = "many" };
        records.Chart<Observation>(5).Last().Encounter = new("Encounter/gone");
        records.Chart<Condition>(6).Single().Code = new("urn:oid:2.999.8", "HTN");
        records.RemoveAll(record => record is AllergyIntolerance && record.Id is "p-3-a1" or "p-7-a1");
    }

    private static Task<Bench> OpenAsync(Action<List<Resource>> spoil) => RecordJudgementTests.OpenAsync(spoil);
}
