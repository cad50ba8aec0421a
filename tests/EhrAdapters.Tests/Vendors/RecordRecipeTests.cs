using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Vendors;

/// <summary>How each vendor's clinical records are asked for, and what is made of the answer.</summary>
public sealed class RecordRecipeTests
{
    private const string Empty = """{"resourceType":"Bundle","type":"searchset","total":0}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("epic", "Observation", "?patient=e7.1-3&category=vital-signs&_count=1")]
    [InlineData("epic", "Condition", "?patient=e7.1-3&category=problem-list-item&_count=1")]
    [InlineData("oracle-health", "Condition", "?patient=e7.1-3")]
    [InlineData("oracle-health", "Encounter", "?patient=e7.1-3&_count=1")]
    [InlineData("meditech", "Encounter", "?patient=e7.1-3")]
    [InlineData("athenahealth", "MedicationRequest", "?patient=e7.1-3&ah-practice=Organization%2Fa-1.Practice-195900&intent=order&_count=1")]
    [InlineData("fhir-r4", "AllergyIntolerance", "?patient=e7.1-3&_count=1")]
    [InlineData("fhir-r4", "Immunization", "?patient=e7.1-3&_count=1")]
    public async Task Kind_is_searched_by_the_vendors_recipe(string vendor, string type, string query)
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub, TestConnections.Open(vendor) with { VendorOptions = new Dictionary<string, string> { ["practice"] = "195900" } });

        var sample = await adapter.ProbeAsync(type, "e7.1-3", Token);

        Assert.Equal(new ResourceSample(type, 0, false), sample.Value);
        Assert.Equal((query, true), (stub.Asked.Single().Address.Query, stub.Asked[0].Address.AbsolutePath.EndsWith("/" + type, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_vendor_has_a_recipe_for_the_five_kinds() => Assert.All(
        new EhrAdapterFactory(TimeProvider.System).Profiles,
        profile => Assert.Equal(["Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"], profile.Records.Select(record => record.Type)));

    [Fact]
    public void Every_vendor_that_is_asked_for_scopes_is_asked_for_the_kinds() => Assert.All(
        new EhrAdapterFactory(TimeProvider.System).Profiles.Where(profile => profile.DefaultScopes.Count > 0),
        profile => Assert.Equal([.. profile.Records.Select(record => record.Scope).Append("system/Patient.rs").Order()], profile.DefaultScopes.Order()));

    [Fact]
    public async Task Only_records_of_the_kind_count()
    {
        const string Bundle = """
            {"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"https://fhir.hillcrest.example/r4/Encounter?page=2"}],"entry":[
            {"resource":{"resourceType":"Encounter","id":"1","status":"finished","class":{"code":"AMB"}},"search":{"mode":"match"}},
            {"resource":{"resourceType":"Patient","id":"2"},"search":{"mode":"include"}},
            {"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"suppressed"}]},"search":{"mode":"outcome"}}]}
            """;
        using var adapter = TestConnections.Adapter(StubHandler.Always(200, Bundle));

        var sample = await adapter.ProbeAsync("Encounter", "p1", Token);

        Assert.Equal(new ResourceSample("Encounter", 1, true), sample.Value);
        Assert.Equal(FindingCodes.ApiOoWarning200, Assert.Single(sample.Warnings).Code);
    }

    [Theory]
    [InlineData(403, "", FindingCodes.Api403)]
    [InlineData(404, "<html></html>", FindingCodes.Api404Resource)]
    [InlineData(404, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}""", FindingCodes.Api404Resource)]
    [InlineData(400, """{"details":"practice unknown"}""", FindingCodes.Api400Search)]
    [InlineData(200, """{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden"}]},"search":{"mode":"outcome"}}]}""", FindingCodes.Api403)]
    [InlineData(200, """{"resourceType":"Patient","id":"1"}""", FindingCodes.ApiInvalidResource)]
    public async Task Refusal_names_the_kind(int status, string body, string code)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(status, body));

        var finding = (await adapter.ProbeAsync("Encounter", "p1", Token)).Finding!;

        Assert.Equal(code, finding.Code);
        Assert.Contains("Encounter", finding.Cause + finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Senseless_id_is_not_sent()
    {
        var stub = StubHandler.Always(200, Empty);
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ProbeAsync("Encounter", "../x", Token)).Finding?.Code);
        Assert.Empty(stub.Asked);
    }
}
