using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Suggestions;
using EhrAdapters.Tests.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

public sealed class TopicWordsTests
{
    [Theory]
    [InlineData("language", "https://h.example/StructureDefinition/preferred-language", true)]
    [InlineData("language", "https://h.example/StructureDefinition/PreferredLanguage", true)]
    [InlineData("language", "https://h.example/StructureDefinition/interpreter-language", false)]
    [InlineData("language", "https://language.example/StructureDefinition/care-program", false)]
    [InlineData("race", "https://h.example/race/", true)]
    [InlineData("race", "https://h.example/mothers-race", false)]
    [InlineData("race", "https://h.example/bracelet", false)]
    [InlineData("ethnicity", "https://h.example/hispanic_origin", true)]
    [InlineData("ethnicity", "https://h.example/ethnicity-source", false)]
    [InlineData("birthSex", "https://h.example/sexAssignedAtBirth", true)]
    [InlineData("birthSex", "https://h.example/legal-sex", false)]
    [InlineData("birthSex", "https://h.example/birth-order", false)]
    [InlineData("email", "https://h.example/email", false)]
    public void Url_names_a_field_by_its_last_part_only(string field, string url, bool says) => Assert.Equal(says, TopicWords.Says(field, [url]));

    [Theory]
    [InlineData("MUHMRN", null, true)]
    [InlineData("HVH Chart Number", null, true)]
    [InlineData("Medical Record Number", null, true)]
    [InlineData("Unit number", null, true)]
    [InlineData("EPI", null, true)]
    [InlineData(null, "https://h.example/identifier/MRN", true)]
    [InlineData("Messaging", null, false)]
    [InlineData("Driver's License", "urn:oid:2.16.840.1.113883.4.3.25", false)]
    [InlineData("Record of vaccination", null, false)]
    public void Type_or_system_says_medical_record_number(string? text, string? system, bool says) => Assert.Equal(says, TopicWords.IsRecordNumber(text, system));

    [Theory]
    [InlineData("Community Medical Record Number", null, true)]
    [InlineData("Social Security Number", null, true)]
    [InlineData(null, "http://hl7.org/fhir/sid/us-ssn", true)]
    [InlineData(null, "urn:oid:2.16.840.1.113883.4.1", true)]
    [InlineData("OLD MUHMRN", null, true)]
    [InlineData("MUHMRN", "urn:oid:2.16.840.1.113883.3.7418.4.1", false)]
    public void Another_pool_is_told_by_its_words(string? text, string? system, bool other) => Assert.Equal(other, TopicWords.IsOtherPool(text, system));

    [Theory]
    [InlineData(10, true, SuggestionConfidence.Sure)]
    [InlineData(9, false, SuggestionConfidence.Likely)]
    [InlineData(2, false, SuggestionConfidence.Weak)]
    public void Extension_is_as_sure_as_its_values_fit(int fitting, bool sure, SuggestionConfidence confidence)
    {
        var samples = Enumerable.Range(0, 10).Select(number => new SamplePatient(SampleShapes.Parse(
            $$"""{"resourceType":"Patient","id":"p{{number}}","extension":[{"url":"https://h.example/own-race","valueString":"{{(number < fitting ? "White" : "see chart")}}"}]}"""), null)).ToList();

        var race = new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System)
            .Suggest(new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("https://fhir.example/r4") }, samples, DataContract.Default)
            .Single(suggestion => suggestion.FieldId == "race");

        Assert.Equal((sure, confidence), (race.Sure, race.Confidence));
        Assert.Equal(fitting >= 9, race.Expression.Contains("own-race", StringComparison.Ordinal));
    }
}
