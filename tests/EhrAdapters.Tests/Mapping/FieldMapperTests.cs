using EhrAdapters.Mapping;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class FieldMapperTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    private readonly FieldMapper mapper = new(Clock);

    [Fact]
    public void Several_names_yield_the_official_one()
    {
        var field = Map("name", "name", SampleShapes.Epic(42));

        var name = Assert.IsType<PersonName>(field.Value);
        Assert.Equal("Lund", name.Family);
        Assert.Equal(["Ada", "Marie"], name.Given);
    }

    [Theory]
    [InlineData("billing", "55 NORTH STREET")]
    public void Several_addresses_yield_home(string reason, string line)
    {
        var address = Assert.IsType<PostalAddress>(Map("address", "address", SampleShapes.Athena(42)).Value);

        Assert.Equal(line, Assert.Single(address.Lines));
        Assert.DoesNotContain(reason, address.Lines);
    }

    [Fact]
    public void Padded_number_is_trimmed_and_its_source_kept()
    {
        var field = Map("mrn", "identifier.where(type.text='INTERNAL').value", SampleShapes.Epic(42));

        Assert.Equal("Z42", field.Value);
        Assert.Equal("     Z42", field.Source);
    }

    [Theory]
    [InlineData("deceasedBoolean\":false", false)]
    [InlineData("deceasedDateTime\":\"2024-05-06T07:08:09Z\"", true)]
    [InlineData("deceasedDateTime\":\"2024\"", true)]
    public void Deceased_reads_a_flag_or_an_instant(string json, bool expected) =>
        Assert.Equal(expected, Map("deceased", "deceased", SampleShapes.Parse("{\"resourceType\":\"Patient\",\"" + json + "}")).Value);

    [Theory]
    [InlineData("1980-02-30", FieldOutcome.Invalid)]
    [InlineData("1850-01-01", FieldOutcome.Invalid)]
    [InlineData("2026-06-17", FieldOutcome.Invalid)]
    [InlineData("2026-06-16", FieldOutcome.Populated)]
    [InlineData("06/15/1980", FieldOutcome.Invalid)]
    [InlineData("1980", FieldOutcome.Populated)]
    [InlineData("1980-07", FieldOutcome.Populated)]
    [InlineData("1980-13", FieldOutcome.Invalid)]
    public void Birth_date_has_to_be_a_plausible_day(string date, FieldOutcome expected)
    {
        var field = Map("birthDate", "birthDate", SampleShapes.Parse($$"""{"resourceType":"Patient","birthDate":"{{date}}"}"""));

        Assert.Equal(expected, field.Outcome);
        Assert.DoesNotContain(date, field.Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Data_absent_reason_is_explained_and_never_populated()
    {
        var patient = SampleShapes.Parse("""
            {"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},
             "name":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}]}
            """);

        Assert.Equal(FieldOutcome.Explained, Map("birthDate", "birthDate", patient).Outcome);
        Assert.Equal(FieldOutcome.Explained, Map("name", "name", patient).Outcome);
        Assert.Equal(FieldOutcome.Absent, Map("gender", "gender", patient).Outcome);
    }

    [Theory]
    [InlineData("eng", "en")]
    [InlineData("EN", "en")]
    [InlineData("en_us", "en-US")]
    [InlineData("hmn", "hmn")]
    [InlineData("Spanish", "es")]
    public void Language_is_brought_to_its_preferred_tag(string code, string expected) =>
        Assert.Equal(expected, Map("language", "communication.language", SampleShapes.Parse(
            $$$"""{"resourceType":"Patient","communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"{{{code}}}"}]}}]}""")).Value);

    [Fact]
    public void Local_code_needs_an_entry_in_the_code_map()
    {
        var patient = SampleShapes.Parse("""{"resourceType":"Patient","gender":"W"}""");

        Assert.Equal(FieldOutcome.UnmappedCode, Map("gender", "gender", patient).Outcome);
        Assert.Equal("W", Map("gender", "gender", patient).Source);
        Assert.Equal("female", Map("gender", "gender", patient, new() { ["w"] = "female" }).Value);
    }

    [Fact]
    public void Field_without_a_place_is_not_mapped() =>
        Assert.All(mapper.Map(SampleShapes.Epic(1), FieldMap.Empty, DataContract.Default).Fields, field => Assert.Equal(FieldOutcome.NotMapped, field.Outcome));

    [Fact]
    public void Custom_field_follows_the_contract_and_may_lie_in_the_future()
    {
        var map = new FieldMap
        {
            CustomFields = [new() { Id = "custom.review", Label = "Review", Requirement = FieldRequirement.Optional, Type = FieldType.Date }],
            Fields = [new() { FieldId = "custom.review", Expression = "'2030-01-01'" }],
        };

        var field = mapper.Map(SampleShapes.Epic(1), map, DataContract.Default).Fields[^1];

        Assert.Equal(("custom.review", "2030-01-01"), (field.FieldId, field.Value));
    }

    [Theory]
    [InlineData("name.family")]
    [InlineData("identifier.where(type.coding.where(system='http://terminology.hl7.org/CodeSystem/v2-0203' and code='MR').exists()).value.first()")]
    [InlineData("Patient.extension('http://example.org/x').value.ofType(CodeableConcept).coding.code")]
    [InlineData("iif(gender.exists(), gender, 'unknown')")]
    [InlineData("(name.given | name.family).join(' ')")]
    [InlineData("deceased is dateTime")]
    [InlineData("%resource.id")]
    public void Valid_expression_has_no_complaint(string expression) => Assert.Null(mapper.Validate(expression));

    [Theory]
    [InlineData("")]
    [InlineData("identifier.where(")]
    [InlineData("identifer.value")]
    [InlineData("name.familyy")]
    [InlineData("deceasedBoolean")]
    [InlineData("nonsense()")]
    [InlineData("%nothing")]
    [InlineData("name..family")]
    public void Invalid_expression_is_told_in_plain_words(string expression)
    {
        var complaint = mapper.Validate(expression);

        Assert.NotNull(complaint);
        Assert.EndsWith(".", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Absurd_expressions_are_refused_before_the_parser_sees_them()
    {
        Assert.NotNull(mapper.Validate(new string('(', 700) + "id" + new string(')', 700)));
        Assert.NotNull(mapper.Validate(string.Join('.', Enumerable.Repeat("id", 400))));
        Assert.NotNull(mapper.Validate(new string('-', 1400) + "1"));
        Assert.NotNull(mapper.Validate(new string('a', 5000)));
    }

    [Fact]
    public void Largest_expression_that_is_let_through_does_not_end_the_process()
    {
        var chain = string.Join('.', Enumerable.Repeat("id", 240));
        var brackets = new string('(', 30) + "id" + new string(')', 30);
        var minus = string.Concat(Enumerable.Repeat("- ", 240)) + "1";

        foreach (var expression in new[] { chain, brackets, minus })
            Assert.NotNull(mapper.Evaluate(SampleShapes.Epic(1), expression));
    }

    [Fact]
    public void Regular_expression_that_would_backtrack_for_ever_ends() =>
        Assert.Equal(["false"], mapper.Evaluate(SampleShapes.Epic(1), $"'{new string('a', 200)}!'.matches('^(a+)+$')"));

    [Theory]
    [InlineData("name.family.first()", "Bergmoen")]
    [InlineData("identifier.count()", "3")]
    [InlineData("extension('http://hl7.org/fhir/us/core/StructureDefinition/us-core-race').extension('ombCategory').value.code", "2106-3")]
    public void Preview_shows_what_an_expression_selects(string expression, string expected) =>
        Assert.Equal([expected], mapper.Evaluate(SampleShapes.Epic(1), expression));

    [Fact]
    public void Terminology_and_references_are_never_asked_for()
    {
        var patient = SampleShapes.Parse("""{"resourceType":"Patient","gender":"male","managingOrganization":{"reference":"https://elsewhere.example/Organization/1"}}""");

        Assert.Empty(mapper.Evaluate(patient, "gender.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')"));
        Assert.Empty(mapper.Evaluate(patient, "managingOrganization.resolve()"));
    }

    private NormalisedField Map(string fieldId, string expression, Hl7.Fhir.Model.Patient patient, Dictionary<string, string>? codeMap = null) =>
        mapper.Map(patient, new FieldMap { Fields = [new() { FieldId = fieldId, Expression = expression, CodeMap = codeMap ?? [] }] }, DataContract.Default).Find(fieldId)!;
}
