using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Suggestions;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class ClinicalFieldTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    private static readonly FieldMap Standard = new()
    {
        Fields = [.. DataContract.Default.Fields.Select(field => new FieldMapping { FieldId = field.Id, Expression = StandardPlaces.For(field.Id)[0] })],
    };

    private readonly FieldMapper mapper = new(Clock);

    [Fact]
    public void Record_has_the_fields_of_its_type_and_no_other()
    {
        var record = mapper.Map(Clinical.Encounter(), Standard, DataContract.Default);

        Assert.Equal(DataContract.Default.Of("Encounter").Select(field => field.Id), record.Fields.Select(field => field.FieldId));
        Assert.Equal("finished", record.Find("encounter.status")!.Value);
        Assert.Equal("AMB", record.Find("encounter.class")!.Value);
        Assert.Equal("2026-03-01T08:00:00-06:00", record.Find("encounter.start")!.Value);
    }

    [Fact]
    public void Contract_has_every_clinical_type_with_a_required_field_and_ids_that_name_it()
    {
        Assert.All(ContractResources.Clinical, type => Assert.Contains(DataContract.Default.Of(type), field => field.Requirement is FieldRequirement.Required));
        Assert.All(ContractResources.Clinical.SelectMany(DataContract.Default.Of), field => Assert.StartsWith(ContractResources.IdOf(field.ResourceType, ""), field.Id, StringComparison.Ordinal));
        Assert.Equal(DataContract.Default.Fields.Count, DataContract.Default.Fields.DistinctBy(field => field.Id).Count());
        Assert.All(DataContract.Default.Fields.Where(field => field.Plausibility.NotBefore is not null), field => Assert.Equal(field.ResourceType, DataContract.Default.Find(field.Plausibility.NotBefore!)!.ResourceType));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-02-28", false)]
    [InlineData("2026-03-01", "2026-03-01", true)]
    [InlineData("2026-03-01T08:00:00Z", "2026-03-01T07:59:00Z", false)]
    [InlineData("2026-03-01T08:00:00+02:00", "2026-03-01T07:00:00Z", true)]
    [InlineData("2026-03-01T23:30:00-06:00", "2026-03-01", true)]
    [InlineData("2026-03-01T23:30:00-06:00", "2026-02-27", false)]
    [InlineData("2026-03", "2026-03-01", true)]
    [InlineData("2026", "2025-12-31", false)]
    public void End_before_the_start_is_not_believed(string start, string end, bool believed)
    {
        var field = mapper.Map(Clinical.Encounter(start, end), Standard, DataContract.Default).Find("encounter.end")!;

        Assert.Equal(believed ? FieldOutcome.Populated : FieldOutcome.Invalid, field.Outcome);
        Assert.Equal(believed ? null : "The date lies before “Encounter start”.", field.Reason);
    }

    [Theory]
    [InlineData(StandardCodeSystems.SnomedCt, FieldOutcome.Populated)]
    [InlineData("urn:oid:2.16.840.1.113883.6.96", FieldOutcome.Populated)]
    [InlineData(StandardCodeSystems.Icd10Cm, FieldOutcome.Populated)]
    [InlineData("urn:oid:2.999.4", FieldOutcome.UnmappedCode)]
    [InlineData(null, FieldOutcome.UnmappedCode)]
    public void Code_counts_in_the_systems_that_the_contract_names(string? system, FieldOutcome outcome)
    {
        var record = Clinical.Condition(system, "38341003");

        Assert.Equal(outcome, Read(record, "condition.code").Outcome);
        Assert.Equal(outcome, Read(record, "condition.code", "code.coding.code").Outcome);
    }

    [Fact]
    public void Standard_coding_beside_a_local_one_is_taken_and_a_local_one_alone_goes_through_the_code_map()
    {
        var both = Clinical.Condition("urn:oid:2.999.4", "HTN");
        both.Code!.Coding.Add(new(StandardCodeSystems.SnomedCt, "38341003"));
        var local = Clinical.Condition("urn:oid:2.999.4", "HTN");

        Assert.Equal("38341003", Read(both, "condition.code").Value);
        Assert.Equal(("HTN", "The code is not from SNOMED CT, and the code map does not list it."), (Read(local, "condition.code").Source, Read(local, "condition.code").Reason));
        Assert.Equal("38341003", Read(local, "condition.code", codeMap: new() { ["htn"] = "38341003" }).Value);
        Assert.Equal(FieldOutcome.UnmappedCode, Read(Clinical.Condition(null, null, "high blood pressure"), "condition.code").Outcome);
    }

    [Fact]
    public void Code_of_another_system_is_not_taken_for_one_of_ours_that_looks_alike() =>
        Assert.Equal(FieldOutcome.UnmappedCode, Read(Clinical.Encounter(system: "urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260", code: "IMP"), "encounter.class").Outcome);

    [Fact]
    public void Quantity_has_its_unit_in_ucum_or_through_the_code_map()
    {
        Assert.Equal(new MeasuredQuantity(72, "/min"), Value(Clinical.Quantity(72, "beats", "/min", StandardCodeSystems.Ucum)));
        var own = Clinical.Observation(Clinical.Quantity(72, "bpm"));

        Assert.Equal((FieldOutcome.UnmappedCode, "bpm"), (Read(own, "observation.value").Outcome, Read(own, "observation.value").Source));
        Assert.Equal(new MeasuredQuantity(72, "/min"), Read(own, "observation.value", codeMap: new() { ["bpm"] = "/min" }).Value);
        Assert.Equal("The number has no unit.", Read(Clinical.Observation(Clinical.Quantity(72, null)), "observation.value").Reason);
        Assert.Equal("Negative", Value(new CodeableConcept { Text = "Negative" }));
        Assert.Equal(FieldOutcome.Absent, Read(Clinical.Observation(null), "observation.value").Outcome);
    }

    [Fact]
    public void Panel_is_read_by_its_components()
    {
        var pressure = Clinical.Observation(null);
        pressure.Component.Add(new() { Code = new(StandardCodeSystems.Loinc, "8480-6"), Value = Clinical.Quantity(120, "mmHg", "mm[Hg]", StandardCodeSystems.Ucum) });

        Assert.Equal(new MeasuredQuantity(120, "mm[Hg]"), Read(pressure, "observation.value").Value);
    }

    [Theory]
    [InlineData(30, "/min", "The number is below 40 /min.")]
    [InlineData(300, "/min", "The number is above 250 /min.")]
    [InlineData(60, "/h", "The number is not in /min.")]
    [InlineData(60, "/min", null)]
    public void Number_is_held_to_its_bounds(int number, string unit, string? reason)
    {
        var field = new ContractField
        {
            Id = "observation.pulse", Label = "Pulse", ResourceType = "Observation", Requirement = FieldRequirement.Optional, Type = FieldType.Quantity,
            CodeSystem = StandardCodeSystems.Ucum, Plausibility = new() { Least = 40, Most = 250, Unit = "/min" },
        };

        var read = mapper.Map(Clinical.Observation(Clinical.Quantity(number, unit, unit, StandardCodeSystems.Ucum)), field, new() { FieldId = field.Id, Expression = "value" });

        Assert.Equal(reason, read.Reason);
        Assert.Equal(reason is null ? FieldOutcome.Populated : FieldOutcome.Invalid, read.Outcome);
    }

    [Theory]
    [InlineData(DateSide.Past, "2026-06-17", "The date lies in the future.")]
    [InlineData(DateSide.Past, "2026-06-15T23:00:00Z", null)]
    [InlineData(DateSide.Future, "2026-06-13", "The date lies in the past.")]
    [InlineData(DateSide.Future, "2026-06-15", null)]
    [InlineData(DateSide.Any, "1899-12-31", "The date lies before 1900.")]
    [InlineData(DateSide.Any, "2126-01-01", null)]
    [InlineData(DateSide.Any, "2026-13-01", "The value names a day or a time that does not exist.")]
    [InlineData(DateSide.Any, "2026-01-01T25:00:00Z", "The value names a day or a time that does not exist.")]
    [InlineData(DateSide.Any, "next Tuesday", "The value is not a date or moment as FHIR writes it: year, month, day, time, zone.")]
    public void Date_is_held_to_its_side_of_today(DateSide side, string date, string? reason)
    {
        var field = new ContractField
        {
            Id = "condition.seen", Label = "Seen", ResourceType = "Condition", Requirement = FieldRequirement.Optional, Type = FieldType.DateTime,
            Plausibility = new() { Dates = side, EarliestYear = 1900 },
        };

        Assert.Equal(reason, mapper.Map(new Condition(), field, new() { FieldId = field.Id, Expression = $"'{date}'" }).Reason);
    }

    [Fact]
    public void Text_is_held_to_its_length() =>
        Assert.Equal("The text is longer than 100 characters.", mapper.Map(new Patient { Identifier = [new("urn:oid:2.999", new string('9', 101))] }, DataContract.Default.Find("mrn")!, new() { FieldId = "mrn", Expression = "identifier.value" }).Reason);

    private object? Value(DataType value) => Read(Clinical.Observation(value), "observation.value").Value;

    private NormalisedField Read(Resource record, string fieldId, string? expression = null, Dictionary<string, string>? codeMap = null) => mapper.Map(
        record, DataContract.Default.Find(fieldId)!, new() { FieldId = fieldId, Expression = expression ?? StandardPlaces.For(fieldId)[0], CodeMap = codeMap ?? [] });
}
