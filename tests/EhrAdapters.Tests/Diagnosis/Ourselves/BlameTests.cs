using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Diagnosis.Ourselves;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Diagnosis.Codes;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Ourselves;

/// <summary>A refusal with our own side in view: a fault of ours is said to be ours, otherwise what is proven fine is told.</summary>
public sealed class BlameTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    [Theory]
    [InlineData("invalid-client", FindingCodes.OauthInvalidClient)]
    [InlineData("unknown-kid", FindingCodes.OauthKidUnknown)]
    [InlineData("jwks-unreachable", FindingCodes.OauthJwksUnreachable)]
    public async Task Refusal_while_our_key_is_not_published_is_ours(string fault, string code)
    {
        await using var keys = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(SigningKeys.Create("ES384"), "another")]));
        var (run, report) = await ClimbAsync(fault, keys.Address);
        var finding = report.FirstFailure!.Finding!;

        Assert.Equal((LadderRung.Token, FindingCodes.SelfKeys, FaultOwner.OurService), (report.FirstFailure.Rung, finding.Code, finding.Owner));
        Assert.Contains(new EvidenceItem("Seen at the hospital", code), finding.Evidence);
        Assert.Contains(finding.Evidence, item => item.Name == "Token endpoint");
        Assert.Null(run.Letter(finding));
        Assert.Equal([CheckState.Passed, CheckState.Failed, CheckState.Passed], Offline(report));
        run.HoldsNothingSecret(report.FirstFailure);
    }

    [Fact]
    public async Task Refusal_while_another_key_is_published_under_our_id_is_ours()
    {
        await using var keys = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(SigningKeys.Create("ES384"), "stonebridge-1")]));

        var finding = (await ClimbAsync("invalid-client", keys.Address)).Report.FirstFailure!.Finding!;

        Assert.Equal((FindingCodes.SelfKeyMismatch, FaultOwner.OurConfiguration), (finding.Code, finding.Owner));
    }

    [Fact]
    public async Task Refusal_with_everything_of_ours_right_says_so()
    {
        var pem = (await hospitals.SiteAsync("stonebridge")).Secrets.PrivateKeyPem!;
        await using var keys = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(pem, "stonebridge-1")]));

        var finding = (await ClimbAsync("invalid-client", keys.Address)).Report.FirstFailure!.Finding!;

        Assert.Equal((FindingCodes.OauthInvalidClient, FaultOwner.Hospital), (finding.Code, finding.Owner));
        Assert.EndsWith("Our key, its ID, the keys that we publish, the audience and the clock were checked and are right.", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_without_published_keys_claims_nothing_about_them()
    {
        var finding = (await ClimbAsync("invalid-client", null)).Report.FirstFailure!.Finding!;

        Assert.EndsWith("Our key, its ID, the audience and the clock were checked and are right.", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_address_that_is_silent_from_inside_proves_nothing_against_us()
    {
        var finding = (await ClimbAsync("invalid-client", new($"http://127.0.0.1:{RawServer.ClosedPort()}/jwks"))).Report.FirstFailure!.Finding!;

        Assert.Equal(FindingCodes.OauthInvalidClient, finding.Code);
        Assert.DoesNotContain("publish", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audience_set_by_hand_is_one_more_reason()
    {
        var run = new LadderRun(hospitals, "stonebridge") { Change = site => site.WithSignIn(signIn => signIn with { Audience = "https://elsewhere.example/token" }) };

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal(FindingCodes.OauthInvalidClient, finding.Code);
        Assert.Contains("set by hand and differs from the token endpoint", finding.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("the audience and", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_about_unreachable_keys_names_the_address_and_shows_that_it_answers()
    {
        var pem = (await hospitals.SiteAsync("stonebridge")).Secrets.PrivateKeyPem!;
        await using var keys = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(pem, "stonebridge-1")]));
        var (run, report) = await ClimbAsync("jwks-unreachable", keys.Address);

        var letter = run.Letter(report.FirstFailure!.Finding!)!;

        Assert.Equal(FaultOwner.HospitalNetwork, report.FirstFailure.Finding!.Owner);
        Assert.Contains($"reach {keys.Address} on port 443", letter.Body, StringComparison.Ordinal);
        Assert.Contains($"curl -i {keys.Address}", letter.Body, StringComparison.Ordinal);
        Assert.Contains("Our keys, read by ourselves: HTTP status: 200", letter.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingCodes.OauthClock, SelfCheckKind.Clock, FindingCodes.SelfClock)]
    [InlineData(FindingCodes.OauthClock, SelfCheckKind.PublishedKeys, FindingCodes.OauthClock)]
    [InlineData(FindingCodes.OauthInvalidClient, SelfCheckKind.Clock, FindingCodes.SelfClock)]
    [InlineData(FindingCodes.OauthKidUnknown, SelfCheckKind.Clock, FindingCodes.OauthKidUnknown)]
    [InlineData(FindingCodes.OauthInvalidScope, SelfCheckKind.KeyPair, FindingCodes.OauthInvalidScope)]
    public async Task Fault_of_ours_is_blamed_only_where_it_can_explain_the_refusal(string refusal, SelfCheckKind kind, string blamed)
    {
        var climb = new Climb(TestConnections.WithSecret(SignInMethod.PrivateKeyJwt), ConnectionSecrets.None, null, new EhrAdapterOptions(), TimeProvider.System)
        {
            Ourselves = Task.FromResult<IReadOnlyList<SelfCheck>>([new() { Kind = kind, State = CheckState.Failed, Finding = FindingCatalog.Create(FindingCodes.SelfClock) }]),
        };

        Assert.Equal(blamed, (await Blame.JudgeAsync(FindingCatalog.Create(refusal), climb)).Code);
    }

    [Fact]
    public async Task Healthy_run_reports_the_checks_too()
    {
        var report = await new LadderRun(hospitals, "sundial-clinics").ClimbAsync();

        Assert.Null(report.FirstFailure);
        Assert.Equal([CheckState.Passed, CheckState.NotApplicable, CheckState.Passed], Offline(report));
    }

    [Fact]
    public async Task Run_that_ends_below_the_sign_in_still_checks_our_key()
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { "waf-403" } });

        var report = await new LadderRun(hospitals, "stonebridge").ClimbAsync();

        Assert.Equal(LadderRung.Http, report.FirstFailure!.Rung);
        Assert.Equal([CheckState.Passed, CheckState.NotApplicable, CheckState.Passed], Offline(report));
    }

    private async Task<(LadderRun Run, ConnectionReport Report)> ClimbAsync(string fault, Uri? keys)
    {
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { fault } });
        var run = new LadderRun(hospitals, "stonebridge") { PublicKeysUrl = keys };
        return (run, await run.ClimbAsync());
    }

    private static IEnumerable<CheckState> Offline(ConnectionReport report) =>
        report.SelfChecks.Where(check => check.Kind is SelfCheckKind.KeyPair or SelfCheckKind.PublishedKeys or SelfCheckKind.Assertion).Select(check => check.State);
}
