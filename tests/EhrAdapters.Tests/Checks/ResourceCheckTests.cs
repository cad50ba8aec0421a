using System.Text;
using EhrAdapters.Checks;
using EhrAdapters.Fhir;
using Hl7.Fhir.Model;
using Xunit;

namespace EhrAdapters.Tests.Checks;

/// <summary>The two readings of a resource, what they hold against it, and what they never say.</summary>
public sealed class ResourceCheckTests
{
    private const string Canary = "Quillfeather";

    [Fact]
    public void Good_resource_passes_both_readings()
    {
        var check = Check("""{"resourceType":"Encounter","id":"1","status":"finished","class":{"code":"AMB"},"period":{"start":"2025-03-01T09:00:00-05:00"}}""");

        Assert.Empty(check.Strict);
        Assert.Empty(check.Open);
    }

    [Fact]
    public void Missing_element_is_held_against_it_by_the_strict_reading_only()
    {
        var check = Check("""{"resourceType":"Encounter","id":"1","class":{"code":"AMB"}}""");

        Assert.Equal(new ResourceIssue("PVAL105", "Encounter.status"), Assert.Single(check.Strict));
        Assert.Empty(check.Open);
    }

    [Fact]
    public void Value_of_the_wrong_type_and_unknown_element_are_lost_to_both()
    {
        var check = Check($$"""{"resourceType":"Observation","id":"1","status":"final","code":{"text":"x"},"valueQuantity":{"value":"{{Canary}}"},"{{Canary}}":"{{Canary}}"}""");

        Assert.Equal(["Observation.(unknown element)", "Observation.value.value"], check.Open.Select(issue => issue.Path));
        Assert.Equal(check.Open, check.Strict);
    }

    [Fact]
    public void The_same_mistake_in_every_entry_of_a_list_is_one_issue()
    {
        var identifiers = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$"""{"system":"urn:oid:2.999.{{i}}","value":{{i}}}"""));

        var check = Check($$"""{"resourceType":"Patient","id":"1","identifier":[{{identifiers}}]}""");

        Assert.Equal(new ResourceIssue("PVAL123", "Patient.identifier.value"), Assert.Single(check.Open));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","id":"1","gender":"Quillfeather","birthDate":19710101,"name":{"family":"Quillfeather"},"contact":[null]}""")]
    [InlineData("""{"resourceType":"Patient","id":"Quillfeather Quillfeather","identifier":"Quillfeather","text":{"status":"generated","div":"<p>Quillfeather"}}""")]
    [InlineData("""{"resourceType":"Patient","id":"1","name":[{"family":["Quillfeather",{"x":{"y":"Quillfeather"}}]}],"deceasedBoolean":"Quillfeather"}""")]
    [InlineData("""{"resourceType":"Encounter","id":"1","status":[["Quillfeather"]],"class":"Quillfeather","period":{"start":"Quillfeather"},"subject":{"reference":7}}""")]
    public void Whatever_is_wrong_is_said_without_a_value(string body)
    {
        var check = Check(body);

        Assert.NotEmpty(check.Strict);
        Assert.All(check.Strict, issue => Assert.DoesNotContain(Canary, issue.Code + issue.Path, StringComparison.OrdinalIgnoreCase));
    }

    private static ResourceCheck Check(string body) => ResourceCheck.Of(Assert.IsAssignableFrom<Resource>(FhirJson.Read(Encoding.UTF8.GetBytes(body)).Resource));
}
