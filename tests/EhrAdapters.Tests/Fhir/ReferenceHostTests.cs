using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>References and addresses of records that lead to another host.</summary>
public sealed class ReferenceHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Organization/1", null)]
    [InlineData("#o", null)]
    [InlineData("urn:uuid:00000000-0000-4000-8000-0000000000e1", null)]
    [InlineData("https://fhir.hillcrest.example/r4/Organization/1", null)]
    [InlineData("https://FHIR.hillcrest.example:443/r4/Organization/1", null)]
    [InlineData("http://fhir.hillcrest.example/r4/Organization/1", null)]
    [InlineData("http://fhir-int01.hospital.internal:8080/r4/Organization/1", "internal")]
    [InlineData("http://10.2.3.4/r4/Organization/1", "internal")]
    [InlineData("https://fhir.elsewhere.example/r4/Organization/1", "another host")]
    [InlineData("https://fhir.hillcrest.example:8443/r4/Organization/1", "another host")]
    public async Task Reference_is_judged_by_its_host(string reference, string? kind)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, $$"""{"resourceType":"Patient","managingOrganization":{"reference":"{{reference}}"},"id":"p1"}"""));

        var read = await adapter.ReadPatientAsync("p1", Token);

        Assert.True(read.Succeeded);
        Assert.Equal(kind, read.Warnings.SingleOrDefault(warning => warning.Code == FindingCodes.ApiRefAbsolute)?.Evidence.Single(fact => fact.Name == "Kind of host").Value);
    }

    [Fact]
    public async Task Address_of_an_entry_counts_and_an_extension_does_not()
    {
        const string Bundle = """
            {"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"http://node7:8080/r4/Patient/p1","resource":{"resourceType":"Patient","id":"p1",
            "extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex","valueCode":"F"}]},"search":{"mode":"match"}}]}
            """;
        using var inside = TestConnections.Adapter(StubHandler.Always(200, Bundle));
        using var plain = TestConnections.Adapter(StubHandler.Always(200, Bundle.Replace("http://node7:8080", "https://fhir.hillcrest.example", StringComparison.Ordinal)));

        Assert.Equal(FindingCodes.ApiRefAbsolute, Assert.Single((await inside.SearchPatientsAsync("family=x", 1, Token)).Warnings).Code);
        Assert.Empty((await plain.SearchPatientsAsync("family=x", 1, Token)).Warnings);
    }
}
