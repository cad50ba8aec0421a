using System.Text.Json;
using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Discovery;
using EhrAdapters.Tests.Diagnosis;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Xunit;

namespace EhrAdapters.Tests.Mapping.Discovery;

/// <summary>Records that no hospital should send: discovery counts what it can, says what it left out, and shows no value.</summary>
public sealed class OddDiscoveryTests
{
    private const string Canary = "Zebrastripe";

    [Fact]
    public void Ten_thousand_identifiers_are_cut_with_a_note()
    {
        var patient = new Patient { Identifier = [.. Enumerable.Range(0, 10_000).Select(number => new Identifier("urn:own", $"{number}"))] };

        var report = MappingDiscovery.Discover([patient, SampleShapes.Meditech(1)]);

        Assert.Equal(500, report.Identifiers.Single(kind => kind.System == "urn:own").Seen.Times);
        Assert.Contains("One record has more than 500 identifiers; only the first 500 were counted.", report.Notes);
        Assert.Contains(report.Identifiers, kind => kind.System == "https://ehr.hospital.example:443/identifier/MRN");
    }

    [Fact]
    public void Ten_thousand_systems_make_no_endless_list()
    {
        Patient[] patients = [.. Enumerable.Range(0, 100).Select(owner => new Patient { Identifier = [.. Enumerable.Range(0, 100).Select(number => new Identifier($"urn:{owner}:{number}", "1"))] })];

        var report = MappingDiscovery.Discover(patients);

        Assert.Equal(500, report.Identifiers.Count);
        Assert.Contains(report.Notes, note => note.StartsWith("There are more kinds", StringComparison.Ordinal));
    }

    [Fact]
    public void Megabyte_strings_are_masked_and_cut_wherever_they_stand()
    {
        var big = Canary + new string('x', 1_000_000);
        var patient = new Patient
        {
            Identifier = [new(big, big) { Type = new CodeableConcept(big, big, big, big) }],
            Extension = [new(big, new FhirString(big)), new("urn:own", new CodeableConcept("urn:own", big, big, big))],
        };

        var report = MappingDiscovery.Discover([patient]);

        var shown = JsonSerializer.Serialize(report);
        Assert.True(shown.Length < 8_000);
        Assert.DoesNotContain(report.Identifiers.SelectMany(kind => kind.Seen.Examples).Concat(report.Extensions.SelectMany(extension => extension.Seen.Examples)), example => example.Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(report.CodeSystems.SelectMany(system => system.Codes), code => (code.Code + code.Display).Contains(Canary, StringComparison.Ordinal));
        Assert.Null(report.Identifiers.Single().Expression);
    }

    [Fact]
    public void Deep_nesting_ends_with_a_note()
    {
        var innermost = new Extension("urn:own", new FhirString("deep"));
        for (var level = 0; level < 5_000; level++)
            innermost = new Extension { Url = "urn:own", Extension = [innermost] };

        var report = MappingDiscovery.Discover([new Patient { Extension = [innermost] }]);

        Assert.Contains(report.Notes, note => note.Contains("nested more than", StringComparison.Ordinal));
        Assert.InRange(report.Extensions.Count, 10, 41);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":7,"identifier":"Zebrastripe"}""")]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":["Zebrastripe"],"value":{"a":"Zebrastripe"},"type":"Zebrastripe"}]}""")]
    [InlineData("""{"resourceType":"Patient","identifier":[null,{"value":42,"period":"Zebrastripe"}],"extension":{"url":3}}""")]
    [InlineData("""{"resourceType":"Patient","extension":[{"valueString":"Zebrastripe"},{"url":"","valueCode":5},{"url":"urn:own","valueCoding":"Zebrastripe"}]}""")]
    [InlineData("""{"resourceType":"Patient","gender":["male"],"communication":[{"language":{"coding":{"code":"en"}}}],"madeUp":{"deep":[1,{"x":"Zebrastripe"}]}}""")]
    public void Wrong_types_are_counted_or_passed_over_and_never_shown(string json)
    {
        var patient = Read(json);

        var report = MappingDiscovery.Discover([patient, SampleShapes.Epic(11)]);
        var suggestions = new MappingSuggester(new FakeAdapterFactory(FakeAdapterFactory.Profile()), TimeProvider.System).Suggest(
            new() { Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new("https://fhir.example/r4") }, [new(patient, null)], DataContract.Default);

        Assert.Contains(report.Identifiers, kind => kind.TypeText == "EPI");
        Assert.DoesNotContain(Canary, string.Concat(report.Identifiers.SelectMany(kind => kind.Seen.Examples).Concat(report.Extensions.SelectMany(extension => extension.Seen.Examples))), StringComparison.Ordinal);
        Assert.All(suggestions, suggestion => Assert.DoesNotContain(Canary, suggestion.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Url_with_a_quote_makes_an_expression_that_still_reads_it()
    {
        var patient = new Patient { Extension = [new("urn:o'brien", new FhirString("x"))] };

        var expression = MappingDiscovery.Discover([patient]).Extensions.Single().Expression!;

        Assert.Equal(["x"], new FieldMapper(TimeProvider.System).Evaluate(patient, expression));
    }

    // As far as the SDK comes with it, as at the adapter's edge.
    private static Patient Read(string json)
    {
        try
        {
            return SampleShapes.Parse(json);
        }
        catch (DeserializationFailedException fault)
        {
            return Assert.IsType<Patient>(fault.PartialResult);
        }
    }
}
