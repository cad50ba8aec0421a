using EhrAdapters.Mapping.Discovery;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

public sealed class MappingDiscoveryTests
{
    private static readonly Patient[] Oracle = [.. Enumerable.Range(11, 10).Select(SampleShapes.Oracle)];

    [Fact]
    public void Identifiers_are_listed_by_system_and_type_with_counts_and_masked_examples()
    {
        var report = MappingDiscovery.Discover(Oracle);

        var mrn = report.Identifiers.Single(kind => kind is { System: "urn:oid:1.9.8.1", Ended: 0 } or { System: "urn:oid:1.9.8.1", Seen.Times: 20 });
        Assert.Equal("MRN", mrn.TypeText);
        Assert.Contains("MR", mrn.TypeCodes);
        Assert.Equal((10, true), (mrn.Seen.Patients, mrn.Unique));
        Assert.All(report.Identifiers.SelectMany(kind => kind.Seen.Examples), example => Assert.DoesNotContain(example, char.IsAsciiDigit));
        Assert.Contains(report.Identifiers, kind => kind.TypeText == "Community Medical Record Number");
    }

    [Fact]
    public void Nested_extension_is_listed_with_its_parts_and_their_types()
    {
        var report = MappingDiscovery.Discover([SampleShapes.Meditech(1)]);

        const string race = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
        Assert.Null(report.Extensions.Single(extension => extension.Urls is [race]).ValueType);
        var category = report.Extensions.Single(extension => extension.Urls is [race, "ombCategory"]);
        Assert.Equal(("Coding", "Patient"), (category.ValueType, category.Element));
        Assert.Equal($"extension.where(url='{race}').extension.where(url='ombCategory').value", category.Expression);
        Assert.Contains(report.Extensions, extension => extension is { ValueType: "code", Seen.Patients: 1 } && extension.Urls[0].EndsWith("us-core-birthsex", StringComparison.Ordinal));
    }

    [Fact]
    public void Extension_below_the_patient_names_the_element_that_carries_it()
    {
        var rendered = MappingDiscovery.Discover(Oracle).Extensions.Single(extension => extension.Urls[0].EndsWith("rendered-value", StringComparison.Ordinal));

        Assert.Equal("Patient.identifier.value", rendered.Element);
        Assert.Equal("identifier.value.extension.where(url='http://hl7.org/fhir/StructureDefinition/rendered-value').value", rendered.Expression);
    }

    [Fact]
    public void Code_systems_are_listed_by_place_with_each_code_and_its_display()
    {
        Patient[] patients = [.. Enumerable.Range(0, 10).Select(number => SampleShapes.Parse(
            $$$"""{"resourceType":"Patient","id":"p{{{number}}}","gender":"{{{(number < 4 ? "male" : "female")}}}","communication":[{"language":{"coding":[{"system":"urn:own","code":"{{{(number < 3 ? "S" : "E")}}}","display":"{{{(number < 3 ? "Spanish" : "English")}}}"}]}}]}"""))];

        var report = MappingDiscovery.Discover(patients);

        var own = report.CodeSystems.Single(system => system.System == "urn:own");
        Assert.Equal(("Patient.communication.language", 10, 10), (own.Place, own.Seen.Patients, own.Seen.Times));
        Assert.Equal([new("E", "English", 7, 7), new("S", "Spanish", 3, 3)], own.Codes);
        Assert.Equal([new("female", null, 6, 6), new("male", null, 4, 4)], report.CodeSystems.Single(system => system.Place == "Patient.gender").Codes);
    }

    [Fact]
    public void Other_records_count_for_the_patient_that_they_refer_to()
    {
        Patient[] patients = [new() { Id = "a" }, new() { Id = "b" }];
        Resource[] others =
        [
            .. new[] { "Patient/a", "https://fhir.example/r4/Patient/a", "Patient/b", "Patient/unknown" }.Select(reference => new Condition
            {
                Subject = new(reference), Code = new("http://snomed.info/sct", "38341003"),
            }),
        ];

        var report = MappingDiscovery.Discover(patients, others);

        var snomed = report.CodeSystems.Single(system => system.System == "http://snomed.info/sct");
        Assert.Equal(("Condition.code", 3, 4), (snomed.Place, snomed.Seen.Patients, snomed.Seen.Times));
        Assert.Equal((2, 4), (report.Patients, report.OtherResources));
    }

    [Fact]
    public void Number_that_two_patients_share_is_not_unique()
    {
        var shared = SampleShapes.Parse("""{"resourceType":"Patient","identifier":[{"system":"urn:own","value":"7"}]}""");

        Assert.False(MappingDiscovery.Discover([shared, shared]).Identifiers.Single().Unique);
        Assert.True(MappingDiscovery.Discover([shared]).Identifiers.Single().Unique);
    }

    [Fact]
    public void Order_of_patients_changes_no_count()
    {
        var forth = MappingDiscovery.Discover(Oracle);
        var back = MappingDiscovery.Discover([.. Oracle.Reverse()]);

        Assert.Equal(forth.Identifiers.Select(kind => (kind.System, kind.TypeText, kind.Seen.Patients, kind.Seen.Times, kind.Unique)), back.Identifiers.Select(kind => (kind.System, kind.TypeText, kind.Seen.Patients, kind.Seen.Times, kind.Unique)));
        Assert.Equal(forth.Extensions.Select(extension => (extension.Expression, extension.Seen.Times)), back.Extensions.Select(extension => (extension.Expression, extension.Seen.Times)));
    }

    [Fact]
    public void Nothing_discovered_is_an_empty_report() =>
        Assert.Equal((0, 0, 0, 0), MappingDiscovery.Discover([]) is var report ? (report.Identifiers.Count, report.Extensions.Count, report.CodeSystems.Count, report.Notes.Count) : default);
}
