using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Stages.MapFields;
using Onboarding.Tests.Support;
using Xunit;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Tests.Stages.MapFields;

public sealed class MapFieldsRunnerTests
{
    [Fact]
    public async Task Mapped_fields_pass_with_how_many_samples_have_them()
    {
        await using var bench = await OpenAsync();

        var outcome = await bench.RunAsync(Stage.MapFields);

        Assert.Equal(("found in 10 of 10", CheckState.Passed), (outcome.Row("MAP-BIRTH-DATE").Measured, outcome.Row("MAP-BIRTH-DATE").State));
        Assert.Equal(CheckState.NotApplicable, outcome.Row("MAP-DECEASED").State);
        // Race, ethnicity and birth sex are not mapped and only expected.
        Assert.Equal(CheckState.Warning, outcome.Row("MAP-RACE").State);
        Assert.Equal(CheckState.Warning, outcome.Verdict());
        Assert.Equal(10, Assert.IsType<MappingReport>(outcome.Detail).Fields.Single(field => field.FieldId == "phone").Found);
    }

    [Theory]
    [InlineData(null, "not mapped yet")]
    [InlineData("telecom.where(", "not valid FHIRPath")]
    [InlineData("telecom.where(system = 'fax').value", "No sample patient")]
    public async Task Required_field_without_a_working_place_fails_and_is_ours(string? expression, string words)
    {
        await using var bench = await OpenAsync();

        var outcome = await bench.RunAsync(Stage.MapFields, With("phone", expression));

        var row = outcome.Row("MAP-PHONE");
        Assert.Equal((CheckState.Failed, FaultOwner.OurConfiguration), (row.State, row.Owner));
        Assert.Contains(words, row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Place_with_another_number_than_the_one_named_fails()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.ForEach(patient => patient.Identifier.Add(new() { System = "urn:oid:2.999.9", Value = "C" + patient.Id }));

        var outcome = await bench.RunAsync(Stage.MapFields, With("mrn", "identifier.where(system = 'urn:oid:2.999.9').value"));

        Assert.Contains("another number than the one the hospital named", outcome.Row("MAP-MRN").Message, StringComparison.Ordinal);
        Assert.Equal(CheckState.Failed, outcome.Row("MAP-MRN").State);
    }

    [Fact]
    public async Task Codes_without_an_entry_in_the_code_map_are_counted()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.ForEach(patient => patient.Identifier.Add(new() { System = "urn:oid:2.999.8", Value = patient.Id is "p-1" ? "Z" : "W" }));
        var map = With("gender", null).Map;
        var coded = new FieldMapping
        {
            FieldId = "gender", Expression = "identifier.where(system = 'urn:oid:2.999.8').value", CodeMap = new Dictionary<string, string> { ["W"] = "female" },
        };

        var outcome = await bench.RunAsync(Stage.MapFields, new() { Map = map with { Fields = [.. map.Fields, coded] } });

        Assert.Equal((CheckState.Warning, "found in 9 of 10"), (outcome.Row("MAP-GENDER").State, outcome.Row("MAP-GENDER").Measured));
        Assert.Contains("1 patient", outcome.Row("MAP-GENDER").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_field_is_a_row_of_its_own()
    {
        await using var bench = await OpenAsync();
        var map = Samples.Map with
        {
            Fields = [.. Samples.Map.Fields, Samples.Field("custom.county", "address.state")],
            CustomFields = [new() { Id = "custom.county", Label = "County", Requirement = FieldRequirement.Optional, Type = FieldType.Text }],
        };

        Assert.Equal(CheckState.Passed, (await bench.RunAsync(Stage.MapFields, new() { Map = map })).Row("MAP-CUSTOM-COUNTY").State);
    }

    [Fact]
    public async Task Missing_sample_makes_the_sample_smaller_and_none_at_all_fails()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Patients.RemoveAt(0);

        Assert.Equal((CheckState.Warning, "9 of 10 read"), await SamplesAsync());
        bench.Adapters.Patients.Clear();
        var none = await bench.RunAsync(Stage.MapFields);
        Assert.Equal((CheckState.Failed, "0 of 10 read"), (none.Row(FindingCodes.Api404Patient).State, none.Row(FindingCodes.Api404Patient).Measured));
        Assert.Equal(CheckState.NotReached, none.Row("MAP-NAME").State);

        async Task<(CheckState, string?)> SamplesAsync()
        {
            var row = (await bench.RunAsync(Stage.MapFields)).Row("MAP-SAMPLES");
            return (row.State, row.Measured);
        }
    }

    [Fact]
    public async Task Without_named_patients_the_stage_says_what_unlocks_it()
    {
        await using var bench = await OpenAsync();

        var outcome = await bench.RunAsync(Stage.MapFields, new() { Patients = [] });

        Assert.Equal(CheckState.CouldNotAssess, outcome.Verdict());
        Assert.Contains("ten test patients", outcome.Row("PATIENTS-NAMED").NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clinical_fields_are_tried_on_the_records_of_the_sample_patients()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.Records = [.. Samples.Numbers(10).SelectMany(number => new Resource[] { Samples.Encounter(number), Samples.Encounter(number), Samples.Condition(number, local: number <= 3) })];

        var outcome = await bench.RunAsync(Stage.MapFields);

        Assert.Equal(("found in 20 of 20 encounters", CheckState.Passed), (outcome.Row("MAP-ENCOUNTER-START").Measured, outcome.Row("MAP-ENCOUNTER-START").State));
        Assert.Equal((CheckState.Warning, "found in 7 of 10 conditions"), (outcome.Row("MAP-CONDITION-CODE").State, outcome.Row("MAP-CONDITION-CODE").Measured));
        Assert.Contains("3 conditions", outcome.Row("MAP-CONDITION-CODE").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Adapters.Asked, asked => asked.StartsWith("Practitioner", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clinical_type_that_no_sample_has_leaves_the_gate_alone_and_a_refused_one_says_why()
    {
        await using var bench = await OpenAsync();
        bench.Adapters.RecordsRefused["Observation"] = FindingCatalog.Create(FindingCodes.Api403);

        var outcome = await bench.RunAsync(Stage.MapFields);

        var allergy = outcome.Row("MAP-ALLERGY-INTOLERANCE-CODE");
        Assert.Equal((CheckState.CouldNotAssess, false, "No sample patient has allergies, so this place was not tried."), (allergy.State, allergy.Needed, allergy.Message));
        Assert.StartsWith(bench.Adapters.RecordsRefused["Observation"].Cause, outcome.Row("MAP-OBSERVATION-CODE").Message, StringComparison.Ordinal);
        Assert.Equal(CheckState.Warning, outcome.Verdict());
    }

    [Fact]
    public async Task Required_clinical_field_without_a_place_fails()
    {
        await using var bench = await OpenAsync();

        Assert.Equal(CheckState.Failed, (await bench.RunAsync(Stage.MapFields, With("encounter.class", null))).Row("MAP-ENCOUNTER-CLASS").State);
    }

    private static StageSettings With(string field, string? expression)
    {
        var others = Samples.Map.Fields.Where(mapping => mapping.FieldId != field);
        return new() { Map = new() { Fields = expression is null ? [.. others] : [.. others, Samples.Field(field, expression)] } };
    }

    private static async Task<Bench> OpenAsync()
    {
        var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        return bench;
    }
}
