using System.Text;
using EhrAdapters.Checks;
using EhrAdapters.Fhir;
using Xunit;

namespace EhrAdapters.Tests.Checks;

/// <summary>What a reference leads to, judged by its text alone.</summary>
public sealed class ResourceReferencesTests
{
    private static readonly Uri Base = new("https://fhir.hillcrest.example/r4");

    [Theory]
    [InlineData("Encounter/e1", ReferenceKind.Here, "Encounter", "e1")]
    [InlineData("Encounter/e1/_history/3", ReferenceKind.Here, "Encounter", "e1")]
    [InlineData("https://fhir.hillcrest.example/r4/Encounter/e1", ReferenceKind.Here, "Encounter", "e1")]
    [InlineData("https://elsewhere.example/r4/Encounter/e1", ReferenceKind.OtherHost, "", "")]
    [InlineData("https://fhir.hillcrest.example/r4-other/Encounter/e1", ReferenceKind.OtherHost, "", "")]
    [InlineData("urn:uuid:0f0e3bd4-9a0c-4f0e-9d2e-1c2f3a4b5c6d", ReferenceKind.Logical, "", "")]
    [InlineData("#visit", ReferenceKind.Contained, "", "")]
    [InlineData("#nowhere", ReferenceKind.ContainedMissing, "", "")]
    [InlineData("e1", ReferenceKind.Malformed, "", "")]
    [InlineData("Visit/e1", ReferenceKind.Malformed, "", "")]
    [InlineData("../../admin/users", ReferenceKind.Malformed, "", "")]
    public void Reference_is_sorted_by_where_it_leads(string text, ReferenceKind kind, string type, string id)
    {
        var body = $$"""{"resourceType":"Observation","id":"1","contained":[{"resourceType":"Encounter","id":"visit"}],"encounter":{"reference":"{{text}}"} }""";

        Assert.Equal([new RecordReference(kind, "Observation.encounter", type, id)], Of(body));
    }

    [Fact]
    public void References_inside_of_lists_and_extensions_are_found_each_once()
    {
        var body = """
            {"resourceType":"Encounter","id":"1","participant":[{"individual":{"reference":"Practitioner/a"}},{"individual":{"reference":"Practitioner/a"}}],
             "extension":[{"url":"https://x.example/owner","valueReference":{"reference":"Organization/o"}}],"subject":{"identifier":{"value":"7"}}}
            """;

        Assert.Equal(["Encounter.extension.value", "Encounter.participant.individual"], Of(body).Select(found => found.Path).Order());
    }

    [Fact]
    public void Odd_references_stop_nothing()
    {
        Assert.Empty(Of("""{"resourceType":"Encounter","id":"1","subject":{"reference":7},"partOf":"Encounter/2"}"""));
    }

    private static IReadOnlyList<RecordReference> Of(string body) => ResourceReferences.Of(FhirJson.Read(Encoding.UTF8.GetBytes(body)).Resource!, Base);
}
