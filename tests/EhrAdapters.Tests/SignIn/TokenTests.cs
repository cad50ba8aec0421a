using System.Text;
using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>How tokens are asked for, kept, renewed and dropped.</summary>
public sealed class TokenTests
{
    private const string Granted = """{"access_token":"t0ken","token_type":"bearer","expires_in":600,"scope":"system/Patient.rs"}""";
    private const string Patient = """{"resourceType":"Patient","id":"p1"}""";

    private readonly FakeTimeProvider time = new(TestConnections.Now);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Token_is_reused_within_its_life_and_renewed_before_its_end()
    {
        var stub = Server();
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(), time: time);

        await adapter.ReadPatientAsync("p1", Token);
        await adapter.ReadPatientAsync("p1", Token);
        Assert.Equal(1, TokenCalls(stub));
        time.Advance(TimeSpan.FromSeconds(541));
        await adapter.ReadPatientAsync("p1", Token);
        Assert.Equal(2, TokenCalls(stub));
    }

    [Fact]
    public async Task Many_callers_share_one_refresh()
    {
        var stub = Server();
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(), time: time);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => adapter.ReadPatientAsync("p1", Token), Token)));

        Assert.Equal(1, TokenCalls(stub));
    }

    [Fact]
    public async Task Refused_token_is_renewed_once()
    {
        var refusals = 0;
        var stub = new StubHandler((request, _) => request.Method == HttpMethod.Post ? StubHandler.Answer(200, Granted, "application/json")
            : refusals++ == 0 ? StubHandler.Answer(401, "") : StubHandler.Answer(200, Patient));
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(), time: time);

        Assert.True((await adapter.ReadPatientAsync("p1", Token)).Succeeded);
        Assert.Equal(2, TokenCalls(stub));
    }

    [Fact]
    public async Task Standing_refusal_is_not_asked_again_for_a_minute()
    {
        var stub = StubHandler.Always(401, """{"error":"invalid_client"}""", "application/json");
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(), time: time);

        await adapter.SignInAsync(Token);
        await adapter.SignInAsync(Token);
        Assert.Single(stub.Asked);
        time.Advance(TimeSpan.FromSeconds(61));
        await adapter.SignInAsync(Token);
        Assert.Equal(2, stub.Asked.Count);
    }

    [Fact]
    public async Task Secret_with_symbols_is_encoded_by_the_rfc_and_then_tried_raw()
    {
        var secrets = new ConnectionSecrets { ClientSecret = "a+b/c=:d" };
        var stub = new StubHandler((_, number) => number == 0 ? StubHandler.Answer(401, """{"error":"invalid_client"}""", "application/json") : StubHandler.Answer(200, Granted, "application/json"));
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(), secrets, time);

        Assert.True((await adapter.SignInAsync(Token)).Succeeded);
        Assert.Equal("portal:a%2Bb%2Fc%3D%3Ad", Decode(stub.Asked[0].Authorization));
        Assert.Equal("portal:a+b/c=:d", Decode(stub.Asked[1].Authorization));
    }

    [Fact]
    public async Task Secret_by_post_stands_in_the_body_only()
    {
        var stub = Server();
        using var adapter = TestConnections.Adapter(stub, TestConnections.WithSecret(SignInMethod.ClientSecretPost), time: time);

        await adapter.SignInAsync(Token);

        Assert.Null(stub.Asked[0].Authorization);
        Assert.Contains("client_secret=s3cret", stub.Asked[0].Body, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", stub.Asked[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("system/Patient.rs", "system%2FPatient.read")]
    [InlineData("system/Patient.read", "system%2FPatient.rs")]
    public async Task Scope_in_the_wrong_dialect_is_tried_in_the_other(string asked, string second)
    {
        var connection = TestConnections.WithSecret();
        connection = connection with { SignIn = connection.SignIn with { Scopes = [asked] } };
        var stub = new StubHandler((_, number) => number == 0 ? StubHandler.Answer(400, """{"error":"invalid_scope"}""", "application/json") : StubHandler.Answer(200, Granted, "application/json"));
        using var adapter = TestConnections.Adapter(stub, connection, time: time);

        Assert.True((await adapter.SignInAsync(Token)).Succeeded);
        Assert.Contains($"scope={second}", stub.Asked[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_url_without_encryption_is_refused_before_the_secret_leaves()
    {
        var connection = TestConnections.WithSecret();
        var stub = Server();
        using var adapter = TestConnections.Adapter(
            stub, connection with { SignIn = connection.SignIn with { TokenUrl = new Uri("http://fhir.hillcrest.example/token") } }, time: time);

        Assert.Equal(FindingCodes.CfgOption, (await adapter.SignInAsync(Token)).Finding?.Code);
        Assert.Empty(stub.Asked);
    }

    [Fact]
    public async Task Silent_token_host_beside_a_reachable_server_is_named()
    {
        var connection = TestConnections.WithSecret();
        var stub = new StubHandler((_, _) => throw new HttpRequestException(
            HttpRequestError.ConnectionError, "x", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TimedOut)));
        using var adapter = TestConnections.Adapter(
            stub, connection with { SignIn = connection.SignIn with { TokenUrl = new Uri("https://auth.hillcrest.example/token") } }, time: time);

        Assert.Equal(FindingCodes.SmartTokenOtherHost, (await adapter.SignInAsync(Token)).Finding?.Code);
    }

    private static StubHandler Server() => new((request, _) =>
        request.Method == HttpMethod.Post ? StubHandler.Answer(200, Granted, "application/json") : StubHandler.Answer(200, Patient));

    private static int TokenCalls(StubHandler stub) => stub.Asked.Count(call => call.Method == HttpMethod.Post);

    private static string Decode(string? header) => Encoding.UTF8.GetString(Convert.FromBase64String(header!["Basic ".Length..]));
}
