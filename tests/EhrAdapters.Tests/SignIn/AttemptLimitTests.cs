using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>While a refusal stands: one attempt a minute, three an hour, and none of them for nothing.</summary>
public sealed class AttemptLimitTests
{
    private const string Granted = """{"access_token":"t0ken","token_type":"bearer","expires_in":600,"scope":"system/Patient.rs"}""";
    private const string Refused = """{"error":"invalid_client"}""";

    private readonly FakeTimeProvider time = new(TestConnections.Now);
    private string answer = Refused;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_client_is_asked_once_a_minute_and_three_times_an_hour_whoever_asks()
    {
        var (stub, factory) = Portal();
        List<int> asked = [];
        for (var minute = 0; minute < 75; minute++)
        {
            await SignInAsync(factory);
            await SignInAsync(factory);
            asked.Add(stub.Asked.Count);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([1, 2, 3, 3], asked[..4]);
        Assert.Equal(3, asked[59]);
        // The first try is an hour old, then the second, then the third.
        Assert.Equal([4, 5, 6, 6], asked[60..64]);
        Assert.Equal(6, asked[^1]);
    }

    [Fact]
    public async Task Refusal_tells_how_many_tries_are_used()
    {
        var (_, factory) = Portal();

        Assert.Contains(new EvidenceItem("Sign-in attempts", "1 of 3 tries this hour used"), (await SignInAsync(factory)).Finding!.Evidence);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(new EvidenceItem("Sign-in attempts", "2 of 3 tries this hour used"), (await SignInAsync(factory)).Finding!.Evidence);
    }

    [Fact]
    public async Task Held_back_finding_is_the_standing_one_with_the_time_of_the_next_try()
    {
        var (stub, factory) = Portal();
        for (var tries = 0; tries < 3; tries++)
        {
            await SignInAsync(factory);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        var finding = (await SignInAsync(factory)).Finding!;

        Assert.Equal(3, stub.Asked.Count);
        Assert.Equal((FindingCodes.OauthInvalidClient, FaultOwner.Hospital), (finding.Code, finding.Owner));
        Assert.Contains(finding.Evidence, item => item.Name == "Not asked again");
        Assert.Contains(new EvidenceItem("Sign-in attempts", "3 of 3 tries this hour used"), finding.Evidence);
        Assert.Contains(new EvidenceItem("Next try", "2026-03-02 15:05:11 UTC"), finding.Evidence);
        Assert.Equal((true, TimeSpan.FromMinutes(57)), (finding.Retry.Helps, finding.Retry.After));
        Assert.Contains("client secret", finding.Requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", string.Join(' ', finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vendor_that_needs_half_a_day_does_not_hide_the_next_try()
    {
        var (_, factory) = Portal();
        var connection = TestConnections.WithSecret() with { Vendor = "epic" };
        await SignInAsync(factory, connection);

        var held = (await SignInAsync(factory, connection)).Finding!;

        Assert.Equal(TimeSpan.FromMinutes(1), held.Retry.After);
    }

    [Fact]
    public async Task Corrected_secret_may_be_tried_at_once_and_the_old_one_stays_held()
    {
        var (stub, factory) = Portal();
        await SignInAsync(factory);

        await SignInAsync(factory, secret: "corrected");
        await SignInAsync(factory, secret: "corrected");
        await SignInAsync(factory);

        Assert.Equal(2, stub.Asked.Count);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("kid")]
    [InlineData("audience")]
    [InlineData("client")]
    public async Task Corrected_proof_may_be_tried_at_once(string what)
    {
        var (stub, factory) = Portal();
        var key = SigningKeys.Create("ES384");
        var connection = TestConnections.WithSecret(SignInMethod.PrivateKeyJwt);
        connection = connection with { SignIn = connection.SignIn with { Algorithm = "ES384", KeyId = "key-1" } };
        await SignInAsync(factory, connection, key: key);
        await SignInAsync(factory, connection, key: key);
        Assert.Single(stub.Asked);

        var corrected = what switch
        {
            "kid" => connection with { SignIn = connection.SignIn with { KeyId = "key-2" } },
            "audience" => connection with { SignIn = connection.SignIn with { Audience = "https://other.example/token" } },
            "client" => connection with { SignIn = connection.SignIn with { ClientId = "portal-2" } },
            _ => connection,
        };
        await SignInAsync(factory, corrected, key: what is "key" ? SigningKeys.Create("ES384") : key);

        Assert.Equal(2, stub.Asked.Count);
    }

    [Fact]
    public async Task Success_forgets_the_refusals()
    {
        var (_, factory) = Portal();
        await SignInAsync(factory);
        time.Advance(TimeSpan.FromMinutes(1));
        answer = Granted;
        Assert.True((await SignInAsync(factory)).Succeeded);
        answer = Refused;

        Assert.Contains(new EvidenceItem("Sign-in attempts", "1 of 3 tries this hour used"), (await SignInAsync(factory)).Finding!.Evidence);
    }

    [Theory]
    [InlineData("""{"error":"unauthorized_client"}""", FindingCodes.OauthUnauthorizedClient)]
    [InlineData("""{"error":"invalid_client","error_description":"No matching key for kid"}""", FindingCodes.OauthKidUnknown)]
    [InlineData("""{"error":"invalid_grant"}""", FindingCodes.OauthInvalidGrant)]
    public async Task Kin_of_the_refused_client_are_held_with_their_own_code(string body, string code)
    {
        answer = body;
        var (stub, factory) = Portal();
        await SignInAsync(factory);

        var held = (await SignInAsync(factory)).Finding!;

        Assert.Single(stub.Asked);
        Assert.Equal(code, held.Code);
    }

    [Fact]
    public async Task Refused_scope_is_no_knock_at_the_door()
    {
        answer = """{"error":"invalid_scope"}""";
        var (stub, factory) = Portal();
        await SignInAsync(factory);
        await SignInAsync(factory);

        // Two readings each: the asked spelling and the other one.
        Assert.Equal(4, stub.Asked.Count);
    }

    [Fact]
    public async Task Two_readings_of_a_secret_are_one_try()
    {
        var (stub, factory) = Portal();

        var finding = (await SignInAsync(factory, secret: "a+b/c=")).Finding!;

        Assert.Equal(2, stub.Asked.Count);
        Assert.Contains(new EvidenceItem("Sign-in attempts", "1 of 3 tries this hour used"), finding.Evidence);
    }

    [Fact]
    public async Task Adapters_that_start_together_spend_one_try()
    {
        var (stub, factory) = Portal();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => SignInAsync(factory), Token)));

        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Server_that_wants_the_raw_secret_is_asked_so_from_then_on()
    {
        const string Odd = "a+b/c=";
        var raw = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"portal:{Odd}"));
        var stub = new StubHandler((request, _) => request.Headers.Authorization?.Parameter == raw
            ? StubHandler.Answer(200, Granted, "application/json") : StubHandler.Answer(401, Refused, "application/json"));
        var factory = new EhrAdapterFactory(time, (_, _) => stub);

        await SignInAsync(factory, secret: Odd);
        var again = await SignInAsync(factory, secret: Odd);

        Assert.Equal(3, stub.Asked.Count);
        Assert.Contains(again.Warnings, warning => warning.Code == FindingCodes.OauthSecretEncoding);
    }

    [Fact]
    public async Task Memory_of_the_caller_wins_over_our_own()
    {
        var memory = new InMemorySignInAttempts(TimeProvider.System);
        await memory.RefusedAsync(new(new("https://fhir.hillcrest.example/token"), "portal"), new(FindingCodes.OauthKidUnknown, TimeProvider.System.GetUtcNow()), Token);
        await using var services = new ServiceCollection().AddSingleton<ISignInAttempts>(memory).AddEhrAdapters().BuildServiceProvider();
        using var adapter = services.GetRequiredService<IEhrAdapterFactory>().Create(TestConnections.WithSecret(), new ConnectionSecrets { ClientSecret = "s3cret" });

        Assert.Equal(FindingCodes.OauthKidUnknown, (await adapter.SignInAsync(Token)).Finding?.Code);
    }

    [Fact]
    public async Task Memory_that_kept_no_proof_holds_back()
    {
        var memory = new InMemorySignInAttempts(time);
        await memory.RefusedAsync(new(new("https://fhir.hillcrest.example/token"), "portal"), new(FindingCodes.OauthInvalidClient, time.GetUtcNow()), Token);
        var (stub, factory) = Portal(memory);

        Assert.Equal(FindingCodes.OauthInvalidClient, (await SignInAsync(factory)).Finding?.Code);
        Assert.Empty(stub.Asked);
    }

    [Fact]
    public async Task Fingerprint_of_a_proof_does_not_hold_the_secret()
    {
        var memory = new InMemorySignInAttempts(time);
        var (_, factory) = Portal(memory);
        await SignInAsync(factory);

        var refusal = Assert.Single(await memory.RecentAsync(new(new("https://fhir.hillcrest.example/token"), "portal"), Token));

        Assert.NotNull(refusal.Proof);
        Assert.DoesNotContain("s3cret", refusal.Proof, StringComparison.Ordinal);
    }

    private (StubHandler Stub, EhrAdapterFactory Factory) Portal(ISignInAttempts? memory = null)
    {
        var stub = new StubHandler((_, _) => StubHandler.Answer(answer == Granted ? 200 : 401, answer, "application/json"));
        return (stub, new EhrAdapterFactory(time, (_, _) => stub, memory));
    }

    // A new adapter each time, as the ladder, the load test, the gateway and the probes make their own.
    private static async Task<EhrResult<AccessTokenFacts>> SignInAsync(EhrAdapterFactory factory, Connection? connection = null, string secret = "s3cret", string? key = null)
    {
        using var adapter = factory.Create(connection ?? TestConnections.WithSecret(), new ConnectionSecrets { ClientSecret = secret, PrivateKeyPem = key }, new EhrAdapterOptions { Retries = 0 });
        return await adapter.SignInAsync(Token);
    }
}
