using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Http;
using EhrAdapters.Vendors;
using EhrAdapters.Vendors.FhirR4;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>Records over several recipes and pages, and what comes among them.</summary>
public sealed class RecordReadingTests
{
    private const string Base = "https://fhir.hillcrest.example/r4";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_recipes_are_one_answer_without_duplicates_and_ask_for_whole_pages()
    {
        var stub = new StubHandler((_, number) => StubHandler.Answer(200, number == 0
            ? Page([Condition("a"), Condition("b")], $"{Base}/Condition?page=2")
            : number == 1 ? Page([Condition("c")], null) : Page([Condition("b"), Condition("d")], null)));
        using var adapter = Adapter(stub, "problem-list-item", "encounter-diagnosis");

        var read = await adapter.ReadRecordsAsync("Condition", "p1", 20, Token);

        Assert.Equal(["a", "b", "c", "d"], read.Value!.Records.Select(record => record.Resource.Id));
        Assert.False(read.Value.HasMore);
        Assert.Equal("?patient=p1&category=problem-list-item&_count=20", stub.Asked[0].Address.Query);
        Assert.Equal(3, stub.Asked.Count);
    }

    [Fact]
    public async Task Refusal_of_one_recipe_refuses_the_whole()
    {
        var stub = new StubHandler((_, number) => number == 0 ? StubHandler.Answer(200, Page([Condition("a")], null)) : StubHandler.Answer(403, ""));
        using var adapter = Adapter(stub, "problem-list-item", "encounter-diagnosis");

        Assert.Equal(FindingCodes.Api403, (await adapter.ReadRecordsAsync("Condition", "p1", 20, Token)).Finding?.Code);
    }

    [Fact]
    public async Task Limit_over_several_recipes_is_kept_and_said()
    {
        var stub = new StubHandler((_, number) => StubHandler.Answer(200, Page([Condition($"a{number}"), Condition($"b{number}")], null)));
        using var adapter = Adapter(stub, "problem-list-item", "encounter-diagnosis");

        var read = await adapter.ReadRecordsAsync("Condition", "p1", 3, Token);

        Assert.Equal((3, true), (read.Value!.Records.Count, read.Value.HasMore));
    }

    [Fact]
    public async Task What_is_no_record_of_the_type_is_counted_or_left_out_but_never_taken_for_one()
    {
        var outcome = """{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]},"search":{"mode":"outcome"}}""";
        var included = """{"resource":{"resourceType":"Practitioner","id":"dr"},"search":{"mode":"include"}}""";
        var modeless = """{"resource":{"resourceType":"Practitioner","id":"dr2"}}""";
        var foreign = """{"resource":{"resourceType":"Basic","id":"x"},"search":{"mode":"match"}}""";
        using var adapter = Adapter(new((_, _) => StubHandler.Answer(200, Page([Condition("a"), outcome, included, modeless, foreign], null))), "problem-list-item");

        var read = await adapter.ReadRecordsAsync("Condition", "p1", 20, Token);

        Assert.Equal("a", Assert.Single(read.Value!.Records).Resource.Id);
        Assert.Equal(1, read.Value.Unreadable);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public async Task Outcome_that_is_all_there_is_refuses_the_kind_of_record()
    {
        var outcome = """{"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden"}]},"search":{"mode":"outcome"}}""";
        using var adapter = Adapter(new((_, _) => StubHandler.Answer(200, Page([outcome], null))), "problem-list-item");

        Assert.Equal(FindingCodes.Api403, (await adapter.ReadRecordsAsync("Condition", "p1", 20, Token)).Finding?.Code);
    }

    [Fact]
    public async Task Resource_of_another_type_is_not_what_was_asked_for()
    {
        using var adapter = Adapter(new((_, _) => StubHandler.Answer(200, """{"resourceType":"Basic","id":"dr"}""")), "problem-list-item");

        Assert.Equal(FindingCodes.ApiInvalidResource, (await adapter.ReadResourceAsync("Practitioner", "dr", Token)).Finding?.Code);
        Assert.Equal(FindingCodes.Api404Patient, (await adapter.ReadResourceAsync("metadata", "dr", Token)).Finding?.Code);
    }

    private static FhirR4Adapter Adapter(StubHandler stub, params string[] categories)
    {
        var time = new FakeTimeProvider(TestConnections.Now);
        var profile = new EhrAdapterFactory(time).FindProfile("fhir-r4")! with
        {
            Records = [.. categories.Select(category => new RecordSearch { Type = "Condition", Parameters = new Dictionary<string, string> { ["patient"] = "{patient}", ["category"] = category, ["_count"] = "1" } })],
        };
        return new(new(profile, TestConnections.Open(), ConnectionSecrets.None, new() { Retries = 0 }, stub, time, new AttemptLimit(new InMemorySignInAttempts(time), time), new SecretHabits()));
    }

    private static string Page(string[] entries, string? next)
    {
        var relation = next is null ? "self" : "next";
        return $$"""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"{{relation}}","url":"{{next ?? Base}}"}],"entry":[{{string.Join(',', entries)}}]}""";
    }

    private static string Condition(string id) => $$"""{"resource":{"resourceType":"Condition","id":"{{id}}","subject":{"reference":"Patient/p1"} },"search":{"mode":"match"} }""";
}
