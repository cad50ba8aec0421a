using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>Whoever keeps a cap sees every request, also those that nobody asked for by name.</summary>
public sealed class BeforeRequestTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p1"}""";
    private const string Token = """{"access_token":"t","token_type":"bearer","expires_in":300}""";

    private int turns;

    [Fact]
    public async Task Sign_in_discovery_and_a_renewed_token_count()
    {
        var stub = new StubHandler((request, number) => request.RequestUri!.AbsolutePath switch
        {
            "/token" => StubHandler.Answer(200, Token, "application/json"),
            var path when path.EndsWith("smart-configuration", StringComparison.Ordinal) => StubHandler.Answer(200, """{"token_endpoint":"https://fhir.hillcrest.example/token"}""", "application/json"),
            // The first token is refused, so that the adapter asks for another one.
            _ => number < 3 ? StubHandler.Answer(401, "") : StubHandler.Answer(200, Patient),
        });
        var connection = TestConnections.WithSecret();
        await ReadAsync(stub, connection with { SignIn = connection.SignIn with { TokenUrl = null } });

        Assert.Equal(5, stub.Asked.Count);
        Assert.Equal(stub.Asked.Count, turns);
    }

    [Fact]
    public async Task Redirects_count()
    {
        var stub = new StubHandler((_, number) => number < 2
            ? StubHandler.Answer(301, "", headers: ("Location", $"https://fhir.hillcrest.example/r4/Patient/p{number + 2}"))
            : StubHandler.Answer(200, Patient));

        await ReadAsync(stub, TestConnections.Open());

        Assert.Equal((3, 3), (stub.Asked.Count, turns));
    }

    [Fact]
    public async Task Further_pages_count()
    {
        const string next = "https://fhir.hillcrest.example/r4/Patient?page=2";
        var stub = new StubHandler((_, number) => StubHandler.Answer(200, number == 0
            ? $$$"""{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"{{{next}}}"}],"entry":[{"resource":{{{Patient}}},"search":{"mode":"match"}}]}"""
            : """{"resourceType":"Bundle","type":"searchset"}"""));
        using var adapter = Adapter(stub, TestConnections.Open());

        await adapter.SearchPatientsAsync("family=Oak", 10, TestContext.Current.CancellationToken);

        Assert.Equal((2, 2), (stub.Asked.Count, turns));
    }

    [Fact]
    public async Task Nothing_leaves_before_its_turn()
    {
        var turn = new TaskCompletionSource();
        var stub = StubHandler.Always(200, Patient);
        using var adapter = TestConnections.Adapter(stub, options: new() { Retries = 0, BeforeRequest = _ => new(turn.Task) });

        var reading = adapter.ReadPatientAsync("p1", TestContext.Current.CancellationToken);
        Assert.Empty(stub.Asked);
        turn.SetResult();

        Assert.True((await reading).Succeeded);
        Assert.Single(stub.Asked);
    }

    private async Task ReadAsync(StubHandler stub, Connection connection)
    {
        using var adapter = Adapter(stub, connection);
        Assert.True((await adapter.ReadPatientAsync("p1", TestContext.Current.CancellationToken)).Succeeded);
    }

    private IEhrAdapter Adapter(StubHandler stub, Connection connection) => TestConnections.Adapter(stub, connection, options: new()
    {
        Retries = 0,
        BeforeRequest = _ =>
        {
            turns++;
            return ValueTask.CompletedTask;
        },
    });
}
