using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Contract;
using Xunit;
using static EhrAdapters.Diagnosis.FindingCodes;

namespace EhrAdapters.Tests.Diagnosis.Codes;

/// <summary>Every code of the levels 6 and 7, produced by a dial of a simulated hospital and found by the whole ladder.</summary>
public sealed class SignInCodesTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly string[] Signed = ["quillhaven", "willow-prairie", "sundial-clinics", "stonebridge"];
    private static readonly string[] OneOfEachVendor = ["quillhaven", "juniper-basin", "brackenford", "lakemere", "stonebridge"];

    // Dials, where the code shows, and who has to act. Only stonebridge says why; the vendors' own silence is in the rows of OAUTH-INVALID-CLIENT.
    private static readonly Row[] Rows =
    [
        new(Smart404, LadderRung.SmartDiscovery, CheckState.Failed, FaultOwner.EhrVendor, ["smart-404", "no-oauth-uris"], OneOfEachVendor),
        new(Smart404, LadderRung.SmartDiscovery, CheckState.Warning, FaultOwner.EhrVendor, ["smart-404"], OneOfEachVendor),
        new(SmartTokenOtherHost, LadderRung.Token, CheckState.Failed, FaultOwner.HospitalNetwork, ["token-other-host"], OneOfEachVendor),
        new(SmartNoPkJwt, LadderRung.SmartDiscovery, CheckState.Warning, FaultOwner.EhrVendor, ["no-pkjwt"], Signed),
        new(SmartAlg, LadderRung.SmartDiscovery, CheckState.Warning, FaultOwner.OurConfiguration, ["alg-not-listed"], Signed),
        new(SmartAlg, LadderRung.Token, CheckState.Failed, FaultOwner.OurConfiguration, ["alg-not-listed", "invalid-client"], Signed),
        new(OauthInvalidClient, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["invalid-client"], OneOfEachVendor),
        new(OauthInvalidClient, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["unknown-kid"], ["quillhaven", "willow-prairie"]),
        new(OauthInvalidClient, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["client-not-enabled"], ["quillhaven", "brackenford", "lakemere", "stonebridge"]),
        new(OauthKeyWeak, LadderRung.Token, CheckState.Failed, FaultOwner.OurConfiguration, ["key-too-short"], ["stonebridge"]),
        new(OauthAlg, LadderRung.Token, CheckState.Failed, FaultOwner.OurConfiguration, ["alg-refused"], ["stonebridge"]),
        new(OauthKidUnknown, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["unknown-kid"], ["sundial-clinics", "stonebridge"]),
        new(OauthJwksUnreachable, LadderRung.Token, CheckState.Failed, FaultOwner.HospitalNetwork, ["jwks-unreachable"], ["willow-prairie", "sundial-clinics", "stonebridge"]),
        new(OauthClock, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["token-clock-apart"], ["stonebridge"]),
        new(OauthReplay, LadderRung.Token, CheckState.Failed, FaultOwner.OurService, ["assertion-replayed"], ["stonebridge"]),
        new(OauthInvalidGrant, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["invalid-grant"], OneOfEachVendor),
        new(OauthUnauthorizedClient, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["unauthorized-client"], OneOfEachVendor),
        new(OauthUnauthorizedClient, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["client-not-enabled"], ["juniper-basin"]),
        new(OauthInvalidScope, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["invalid-scope"], ["quillhaven", "juniper-basin", "brackenford", "stonebridge"]),
        new(OauthScopeShort, LadderRung.Token, CheckState.Warning, FaultOwner.Hospital, ["scope-short"], OneOfEachVendor),
        new(OauthInvalidRequest, LadderRung.Token, CheckState.Failed, FaultOwner.OurService, ["invalid-request"], ["quillhaven", "juniper-basin", "lakemere", "stonebridge"]),
        new(Http415, LadderRung.Token, CheckState.Failed, FaultOwner.OurService, ["token-415"], OneOfEachVendor),
        new(Oauth401BasicChallenge, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["token-basic-challenge"], Signed),
        new(OauthHtml, LadderRung.Token, CheckState.Failed, FaultOwner.Hospital, ["token-html"], OneOfEachVendor),
        new(Oauth429, LadderRung.Token, CheckState.Failed, FaultOwner.EhrVendor, ["token-429"], OneOfEachVendor),
        new(Oauth5xx, LadderRung.Token, CheckState.Failed, FaultOwner.EhrVendor, ["token-503"], OneOfEachVendor),
        new(OauthRefused, LadderRung.Token, CheckState.Failed, FaultOwner.NotSure, ["token-odd-error"], OneOfEachVendor),
        new(OauthLifeShort, LadderRung.Token, CheckState.Warning, FaultOwner.EhrVendor, ["token-short-life"], OneOfEachVendor),
    ];

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var row in Rows)
        {
            foreach (var slug in row.Slugs)
                cases.Add(row.Code, string.Join('+', row.Faults), slug);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Dial_of_a_hospital_becomes_its_code(string code, string faults, string slug)
    {
        var row = Rows.Single(row => row.Code == code && string.Join('+', row.Faults) == faults);
        var run = new LadderRun(hospitals, slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = row.Faults });

        var step = (await run.ClimbAsync()).Steps.Single(step => step.Rung == row.Rung);

        Assert.Equal((code, row.State, row.Owner), (step.Finding?.Code, step.State, step.Finding?.Owner));
        run.HoldsNothingSecret(step);
        Assert.Equal(row.Owner is FaultOwner.OurConfiguration or FaultOwner.OurService, run.Letter(step.Finding!) is null);
    }

    [Theory]
    [InlineData(OauthKeyWeak)]
    [InlineData(OauthAlg)]
    public async Task Key_that_breaks_the_rules_stops_before_any_call(string code)
    {
        using var weak = System.Security.Cryptography.RSA.Create(1024);
        var pem = code is OauthKeyWeak ? weak.ExportPkcs8PrivateKeyPem() : EhrAdapters.SignIn.SigningKeys.Create("ES384");
        var run = new LadderRun(hospitals, "marrowgate") { Change = site => site with { Secrets = new() { PrivateKeyPem = pem } } };

        var step = (await run.ClimbAsync()).FirstFailure!;

        Assert.Equal((LadderRung.Settings, code, FaultOwner.OurConfiguration), (step.Rung, step.Finding!.Code, step.Finding.Owner));
        Assert.Equal(0, await hospitals.TokenRequestsAsync("marrowgate"));
        run.HoldsNothingSecret(step);
        Assert.Null(run.Letter(step.Finding));
    }

    [Theory]
    [InlineData("juniper-basin")]
    [InlineData("stonebridge")]
    public async Task Refused_read_after_a_scope_that_was_not_granted_asks_for_that_scope(string slug)
    {
        var run = new LadderRun(hospitals, slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { "scope-short" } });

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal((Api403, Confidence.Certain), (finding.Code, finding.Confidence));
        Assert.Contains("system/Patient.rs was asked for", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("system/Patient.rs", Assert.Single(finding.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_that_the_server_cannot_read_in_either_encoding_is_ours()
    {
        var run = new LadderRun(hospitals, "juniper-basin") { Secret = "s+cret/with=symbols" };
        await using var dials = await hospitals.WithDialsAsync("juniper-basin", new { faults = new[] { "bad-authorization-header" } });

        var step = (await run.ClimbAsync()).FirstFailure!;

        Assert.Equal((OauthSecretEncoding, FaultOwner.OurService), (step.Finding!.Code, step.Finding.Owner));
        Assert.Contains(new EvidenceItem("Secret encodings tried", "form-encoded and raw"), step.Evidence);
        Assert.Equal(2, await hospitals.TokenRequestsAsync("juniper-basin"));
        run.HoldsNothingSecret(step);
        Assert.Null(run.Letter(step.Finding));
    }

    [Fact]
    public async Task Server_that_compares_the_raw_secret_lets_us_in_with_a_note()
    {
        await using var dials = await hospitals.WithDialsAsync("juniper-basin", new { faults = new[] { "secret-raw-only" } });
        await hospitals.RegisterAsync("juniper-basin", new { clientId = "symbols", secret = "s+cret/with=symbols" });
        var run = new LadderRun(hospitals, "juniper-basin") { Secret = "s+cret/with=symbols", ClientId = "symbols" };

        var report = await run.ClimbAsync();
        var step = report.Steps.Single(step => step.Rung is LadderRung.Token);

        Assert.Null(report.FirstFailure);
        Assert.Equal(CheckState.Passed, step.State);
        Assert.Contains("as it is", step.Note, StringComparison.Ordinal);
        Assert.Contains(new EvidenceItem("Noted", OauthSecretEncoding), step.Evidence);
        run.HoldsNothingSecret(step);
    }

    [Fact]
    public async Task Secret_with_symbols_that_is_refused_both_ways_names_them_as_one_reason()
    {
        var run = new LadderRun(hospitals, "lakemere") { Secret = "wrong+and/odd=" };

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal((OauthInvalidClient, FaultOwner.Hospital), (finding.Code, finding.Owner));
        Assert.Contains("both were tried once", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quillhaven", -90)]
    [InlineData("stonebridge", -90)]
    [InlineData("stonebridge", 400)]
    public async Task Clock_that_is_off_is_bridged_with_a_warning(string slug, int seconds)
    {
        var run = new LadderRun(hospitals, slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { clockSkewSeconds = seconds });

        var report = await run.ClimbAsync();
        var step = report.Steps.Single(step => step.Rung is LadderRung.Token);

        Assert.Null(report.FirstFailure);
        Assert.Equal((OauthClock, CheckState.Warning, FaultOwner.Hospital), (step.Finding?.Code, step.State, step.Finding?.Owner));
        Assert.Contains("server's clock", step.Finding!.Explanation, StringComparison.Ordinal);
        Assert.Contains(step.Evidence, item => item.Name == "Clock difference");
        run.HoldsNothingSecret(step);
        Assert.NotNull(run.Letter(step.Finding));
    }

    [Fact]
    public async Task Clock_that_is_off_and_cannot_be_bridged_fails_with_the_measured_difference()
    {
        var run = new LadderRun(hospitals, "quillhaven");
        await using var dials = await hospitals.WithDialsAsync("quillhaven", new { clockSkewSeconds = -480, faults = new[] { "invalid-client" } });

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal((OauthClock, FaultOwner.Hospital), (finding.Code, finding.Owner));
        Assert.Matches("difference of 4(79|80|81) seconds", run.Letter(finding)!.Body);
        Assert.Equal(2, await hospitals.TokenRequestsAsync("quillhaven"));
    }

    [Fact]
    public async Task Clock_of_a_token_service_behind_a_proxy_is_not_said_to_differ_by_nothing()
    {
        var run = new LadderRun(hospitals, "stonebridge");
        await using var dials = await hospitals.WithDialsAsync("stonebridge", new { faults = new[] { "token-clock-apart" } });

        var finding = (await run.ClimbAsync()).FirstFailure!.Finding!;

        Assert.Equal(Confidence.Guess, finding.Confidence);
        Assert.Contains("another machine", finding.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("0 seconds", run.Letter(finding)!.Body, StringComparison.Ordinal);
    }

    private sealed record Row(string Code, LadderRung Rung, CheckState State, FaultOwner Owner, string[] Faults, string[] Slugs);
}
