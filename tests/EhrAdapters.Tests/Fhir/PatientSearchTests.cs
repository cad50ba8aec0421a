using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>Paging, outcome entries and records that repeat.</summary>
public sealed class PatientSearchTests
{
    private const string Base = "https://fhir.hillcrest.example/r4";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_followed_verbatim_until_there_is_no_next()
    {
        var stub = Pages(
            Page([Patient("a")], $"{Base}/Patient?-pageContext=x%2By&-pageDirection=NEXT"),
            Page([Patient("b")], "https://fhir.hillcrest.example:443/r4/Patient?sessionID=2-FF"),
            Page([Patient("c")], null));
        using var adapter = TestConnections.Adapter(stub);

        var found = await adapter.SearchPatientsAsync("family=Okafor", 10, Token);

        Assert.Equal(["a", "b", "c"], found.Value!.Select(patient => patient.Id));
        Assert.Equal("?-pageContext=x%2By&-pageDirection=NEXT", stub.Asked[1].Address.Query);
    }

    [Fact]
    public async Task Limit_ends_the_paging()
    {
        var stub = Pages(Page([Patient("a"), Patient("b"), Patient("c")], $"{Base}/Patient?page=2"));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(2, (await adapter.SearchPatientsAsync("family=Okafor", 2, Token)).Value!.Count);
        Assert.Single(stub.Asked);
    }

    [Theory]
    [InlineData("https://internal.hillcrest.local/r4/Patient?page=2")]
    [InlineData("http://fhir.hillcrest.example/r4/Patient?page=2")]
    public async Task Link_to_another_host_is_not_followed(string next)
    {
        var stub = Pages(Page([Patient("a")], next));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.ApiBundlePages, (await adapter.SearchPatientsAsync("family=Okafor", 10, Token)).Finding?.Code);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Wrong_link_behind_enough_patients_is_a_warning()
    {
        using var adapter = TestConnections.Adapter(Pages(Page([Patient("a")], "https://internal.hillcrest.local/r4/Patient?page=2")));

        var found = await adapter.SearchPatientsAsync("family=Okafor", 1, Token);

        Assert.True(found.Succeeded);
        Assert.Equal(FindingCodes.ApiBundlePages, Assert.Single(found.Warnings).Code);
    }

    [Fact]
    public async Task Pages_that_go_round_in_a_circle_end()
    {
        var stub = new StubHandler((_, number) => StubHandler.Answer(200, Page([Patient($"p{number}")], $"{Base}/Patient?page={number % 2}")));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.ApiBundlePages, (await adapter.SearchPatientsAsync("family=Okafor", 1000, Token)).Finding?.Code);
        Assert.InRange(stub.Asked.Count, 2, 4);
    }

    [Fact]
    public async Task Pages_without_end_are_cut()
    {
        var stub = new StubHandler((_, number) => StubHandler.Answer(200, Page([Patient($"p{number}")], $"{Base}/Patient?page={number}")));
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.ApiBundlePages, (await adapter.SearchPatientsAsync("family=Okafor", 1000, Token)).Finding?.Code);
        Assert.Equal(50, stub.Asked.Count);
    }

    [Fact]
    public async Task Patient_that_repeats_is_kept_once_in_its_newest_version()
    {
        using var adapter = TestConnections.Adapter(Pages(
            Page([Patient("a", "2026-01-02T00:00:00Z", "female")], $"{Base}/Patient?page=2"),
            Page([Patient("a", "2026-01-03T00:00:00Z", "other"), Patient("a", "2026-01-01T00:00:00Z", "male")], null)));

        var found = await adapter.SearchPatientsAsync("family=Okafor", 10, Token);

        Assert.Equal(Hl7.Fhir.Model.AdministrativeGender.Other, Assert.Single(found.Value!).Gender);
    }

    [Fact]
    public async Task Outcome_and_included_entries_are_not_patients()
    {
        var outcome = """{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"processing","details":{"coding":[{"code":"59204"}]}}]},"search":{"mode":"outcome"}}""";
        var included = """{"resource":{"resourceType":"Patient","id":"linked"},"search":{"mode":"include"}}""";
        using var adapter = TestConnections.Adapter(Pages(Page([Patient("a"), outcome, included], null)));

        var found = await adapter.SearchPatientsAsync("family=Okafor", 10, Token);

        Assert.Equal("a", Assert.Single(found.Value!).Id);
        Assert.Contains(Assert.Single(found.Warnings).Evidence, fact => fact.Value == "warning processing (59204)");
    }

    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","entry":{"resource":{"resourceType":"Patient","id":"a"}}}""")]
    [InlineData("""{"resourceType":"Bundle","type":"searchset","link":{"relation":"next","url":"x"},"entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}""")]
    public async Task Bundle_of_the_wrong_shape_is_a_finding_and_no_crash(string body)
    {
        using var adapter = TestConnections.Adapter(Pages(body));

        Assert.Equal(FindingCodes.ApiInvalidResource, (await adapter.FindPatientsByMrnAsync("1", Token)).Finding?.Code);
    }

    [Fact]
    public async Task Empty_searchset_is_an_empty_list()
    {
        using var adapter = TestConnections.Adapter(Pages("""{"resourceType":"Bundle","type":"searchset","total":0}"""));

        Assert.Empty((await adapter.FindPatientsByMrnAsync("1", Token)).Value!);
    }

    private static StubHandler Pages(params string[] pages) => new((_, number) => StubHandler.Answer(200, pages[number]));

    private static string Page(string[] entries, string? next)
    {
        var relation = next is null ? "self" : "next";
        return $$"""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"{{relation}}","url":"{{next ?? Base}}"}],"entry":[{{string.Join(',', entries)}}]}""";
    }

    private static string Patient(string id, string updated = "2026-01-01T00:00:00Z", string gender = "unknown")
    {
        var meta = $$"""{"lastUpdated":"{{updated}}"}""";
        return $$"""{"resource":{"resourceType":"Patient","id":"{{id}}","gender":"{{gender}}","meta":{{meta}} },"search":{"mode":"match"} }""";
    }
}
