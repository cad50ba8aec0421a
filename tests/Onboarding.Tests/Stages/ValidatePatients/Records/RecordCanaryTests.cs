using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Stages.ValidatePatients.Records;

/// <summary>Plants values in clinical records, right ones and wrong ones, and looks for them in everything that a validation leaves.</summary>
public sealed class RecordCanaryTests
{
    private static readonly string[] Canaries = ["zyxq", "8675309", "1987-07-13", "2199-04-17", "Vexholm"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_planted_in_a_record_is_in_a_row_a_letter_a_cell_or_a_file(bool broken)
    {
        await using var bench = await RecordJudgementTests.OpenAsync(records => Plant(records, broken));

        var outcome = await bench.RunAsync(Stage.ValidatePatients);

        var report = ReportBench.Report(outcome);
        var left = Json.Write(outcome.Rows) + Json.Write(outcome.Detail) + ReportJson.Write(report, null) + ReportCsv.Write(report, null);
        Assert.Contains("Observation value", left, StringComparison.Ordinal);
        Assert.Equal(broken, outcome.Row("VALIDATE-REFERENCES").Letter is not null);
        Assert.DoesNotContain(Canaries, canary => left.Contains(canary, StringComparison.OrdinalIgnoreCase));
    }

    private static void Plant(List<Resource> records, bool broken)
    {
        foreach (var (condition, at) in records.OfType<Condition>().Select((condition, at) => (condition, at)))
        {
            condition.Code = new(broken && at < 5 ? "urn:oid:2.999.8" : StandardCodeSystems.SnomedCt, $"zyxq{at}", $"Zyxq {at}") { Text = "Zyxq text" };
            condition.Onset = new FhirDateTime("1987-07-13");
            condition.Note = [new() { Text = "Zyxq note" }];
        }

        foreach (var (vital, at) in records.OfType<Observation>().Select((vital, at) => (vital, at)))
        {
            vital.Value = new Quantity(8675309, broken && at < 9 ? "zyxq/min" : "/min", broken && at < 9 ? "https://zyxq.example" : StandardCodeSystems.Ucum);
            if (broken && at < 2)
                vital.Encounter = new($"Encounter/zyxq-{at}");
            if (broken && at == 3)
                vital.Effective = new FhirDateTime("2199-04-17");
            if (broken && at == 4)
                vital.Performer = [new("https://zyxq.example/fhir/Practitioner/zyxq")];
        }

        foreach (var request in records.OfType<MedicationRequest>())
            request.DosageInstruction = [new() { Text = "Zyxq at Vexholm" }];
        if (broken)
            records.Chart<Encounter>(2).First().Period!.StartElement = new() { JsonValue = "zyxq" };
    }
}
