using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Completion;
using EhrAdapters.Mapping.Discovery;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

public sealed class PlaceFinderTests
{
    private const string Race = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";

    private static readonly Patient[] Patients = [.. Enumerable.Range(1, 4).Select(SampleShapes.Epic), .. Enumerable.Range(1, 2).Select(SampleShapes.Oracle)];

    private static readonly IReadOnlyList<DiscoveredPlace> Places = Find(Patients, "Patient");

    [Theory]
    [InlineData(PlaceKind.Identifier, "identifier.where(system='urn:oid:1.2.3.4.14' and type.text='EPI').value", 4)]
    [InlineData(PlaceKind.Identifier, "identifier.where(type.coding.where(code='MR').exists()).value", 2)]
    [InlineData(PlaceKind.Extension, "extension.where(url='" + Race + "').extension.where(url='text').value", 6)]
    [InlineData(PlaceKind.Extension, "extension.where(url='http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex').value", 2)]
    [InlineData(PlaceKind.Extension, "identifier.value.extension.where(url='http://hl7.org/fhir/StructureDefinition/rendered-value').value", 2)]
    [InlineData(PlaceKind.Code, "extension.where(url='" + Race + "').extension.where(url='ombCategory').value.where(system='urn:oid:2.16.840.1.113883.6.238').code", 6)]
    [InlineData(PlaceKind.Code, "communication.language.coding.where(system='urn:ietf:bcp:47').code", 6)]
    [InlineData(PlaceKind.Code, "gender", 6)]
    [InlineData(PlaceKind.Name, "name.where(use='official')", 6)]
    [InlineData(PlaceKind.Name, "name.where(use='usual').family", 4)]
    [InlineData(PlaceKind.Telecom, "telecom.where(system='email').value", 6)]
    [InlineData(PlaceKind.Telecom, "telecom.where(system='phone' and use='home').value", 6)]
    [InlineData(PlaceKind.Address, "address.where(use='home').city", 6)]
    [InlineData(PlaceKind.Element, "birthDate", 6)]
    [InlineData(PlaceKind.Element, "deceased", 4)]
    [InlineData(PlaceKind.Element, "id", 6)]
    public void Place_is_found_with_its_expression_and_counted_by_what_that_gives(PlaceKind kind, string expression, int found)
    {
        var place = Assert.Single(Places, place => place.Expression == expression);

        Assert.Equal((kind, found, 6), (place.Kind, place.Found, place.Of));
    }

    [Fact]
    public void Every_place_is_valid_gives_something_and_stands_once()
    {
        Assert.All(Places, place => Assert.Null(FhirPath.Validate(place.Expression)));
        Assert.All(Places, place => Assert.InRange(place.Found, 1, 6));
        Assert.Equal(Places.Count, Places.DistinctBy(place => place.Expression).Count());
    }

    [Fact]
    public void Examples_are_masked_and_codes_stand_with_their_displays()
    {
        Assert.All(Places.SelectMany(place => place.Examples), example => Assert.DoesNotContain(example, char.IsAsciiDigit));
        var language = Places.Single(place => place.Expression == "communication.language.coding.where(system='urn:ietf:bcp:47').code");
        Assert.Equal([new("en", "English", 4, 4), new("es", null, 2, 2)], language.Codes);
        Assert.Contains(Places.Single(place => place.Expression.EndsWith("extension.where(url='ombCategory').value.where(system='urn:oid:2.16.840.1.113883.6.238').code", StringComparison.Ordinal) && place.Expression.Contains(Race, StringComparison.Ordinal)).Codes, code => code.Code == "2106-3");
    }

    [Fact]
    public void Identifier_says_whether_its_numbers_tell_patients_apart() =>
        Assert.True(Places.Single(place => place.Expression.Contains("type.text='EPI'", StringComparison.Ordinal)).Unique);

    [Fact]
    public void Local_codes_of_a_clinical_record_are_found()
    {
        Resource[] records =
        [
            .. Enumerable.Range(0, 3).Select(number => new Condition { Code = new() { Coding = [new("urn:own:dx", $"D{number}", "Something")] }, Subject = new("Patient/1") }),
            new Encounter { Hospitalization = new() { DischargeDisposition = new("urn:own:disposition", "HOM") }, Period = new() { Start = "2026-01-01" } },
        ];

        Assert.Equal(3, Find(records, "Condition").Single(place => place.Expression == "code.coding.where(system='urn:own:dx').code").Found);
        var encounter = Find(records, "Encounter");
        Assert.Equal([new("HOM", null, 1, 1)], encounter.Single(place => place.Expression == "hospitalization.dischargeDisposition.coding.where(system='urn:own:disposition').code").Codes);
        Assert.Contains(encounter, place => place is { Kind: PlaceKind.Element, Expression: "period.start" });
        Assert.Empty(Find(records, "Observation"));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","birthDate":17,"identifier":[{"system":5,"value":{"a":1}}],"gender":["male"],"name":[{"use":"nobody","family":[1]}]}""")]
    [InlineData("""{"resourceType":"Patient","extension":[{"valueString":"x"},{"url":"","extension":[{"url":"it's \\ odd","valueCode":"a"}]}],"telecom":[{"system":"'","use":"\\","value":"1"}]}""")]
    [InlineData("""{"resourceType":"Patient","communication":[{"language":{"coding":[null,{"code":""},{"system":"urn:x"}]}}],"deceasedBoolean":"maybe","unknownElement":{"x":[]}}""")]
    public void Record_that_was_sent_wrong_gives_places_that_are_valid_or_none(string json)
    {
        var patient = SampleShapes.Parse(json);

        Assert.All(Find([patient], "Patient"), place => Assert.Null(FhirPath.Validate(place.Expression)));
    }

    private static IReadOnlyList<DiscoveredPlace> Find(IReadOnlyList<Resource> records, string type) =>
        PlaceFinder.Find(records, ElementTree.Of(records), MappingDiscovery.Discover([.. records.OfType<Patient>()], [.. records.Where(record => record is not Patient)]), type);
}
