using EhrAdapters.Mapping;
using EhrAdapters.Tests.Diagnosis;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping;

public sealed class ClinicalSuggestionTests
{
    private static readonly Connection Site = new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("https://fhir.example/r4") };

    [Fact]
    public void Filled_standard_place_is_sure_with_its_count_of_records()
    {
        var samples = Enumerable.Range(0, 10).Select(number => Sample(number, Enumerable.Range(0, 4).Select(one => (Resource)Clinical.Observation(
            number == 0 && one < 2 ? null : Clinical.Quantity(60 + one, "/min", "/min", StandardCodeSystems.Ucum))))).ToList();

        var value = Suggest(samples, "observation.value");

        Assert.Equal((38, 40, true), (value.Found, value.Of, value.Sure));
        Assert.Equal("38 of 40 sample observations carry a value here.", value.Reason);
    }

    [Fact]
    public void Type_that_no_sample_has_keeps_the_usual_place()
    {
        var allergy = Suggest([Sample(1, [Clinical.Encounter()])], "allergyIntolerance.code");

        Assert.Equal(("code", true, 0), (allergy.Expression, allergy.Sure, allergy.Of));
        Assert.Equal("The usual place; no sample allergy has been read yet.", allergy.Reason);
    }

    [Fact]
    public void Hospital_words_for_a_class_are_told_from_their_displays()
    {
        var encounter = Clinical.Encounter(system: "urn:oid:2.999.5", code: "13");
        encounter.Class.Display = "Office Visit";
        var other = Clinical.Encounter(system: "urn:oid:2.999.5", code: "99");
        other.Class.Display = "Grateful";

        var suggested = Suggest([Sample(1, [encounter, other])], "encounter.class");

        Assert.Equal([KeyValuePair.Create("13", "AMB")], suggested.CodeMap);
        Assert.Contains("One local code needs an entry", suggested.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Callers_without_records_get_what_they_got() =>
        Assert.All(ContractResources.Clinical, type => Assert.All(DataContract.Default.Of(type), field => Assert.True(Suggest([], field.Id).Sure)));

    [Fact]
    public void Field_that_a_company_added_is_looked_for_in_the_element_of_its_name_and_never_sure()
    {
        var encounter = Clinical.Encounter();
        encounter.ServiceType = new() { Text = "Cardiology" };
        DataContract published = new("2", [Added("encounter.serviceType"), Added("encounter.bedside")]);

        var suggested = Assert.Single(new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System).Suggest(Site, [Sample(1, [encounter])], published));

        Assert.Equal(("encounter.serviceType", "serviceType", 1, false), (suggested.FieldId, suggested.Expression, suggested.Found, suggested.Sure));
    }

    private static ContractField Added(string id) => new() { Id = id, Label = id, ResourceType = "Encounter", Requirement = FieldRequirement.Expected, Type = FieldType.Text };

    private static SamplePatient Sample(int number, IEnumerable<Resource> records) => new(new Patient { Id = $"p{number}" }, null) { Records = [.. records] };

    private static MappingSuggestion Suggest(IReadOnlyList<SamplePatient> samples, string field) =>
        new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System).Suggest(Site, samples, DataContract.Default).Single(suggestion => suggestion.FieldId == field);
}
