using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Contract;

/// <summary>Every fault of a hospital ends in the same finding, whatever its vendor.</summary>
public sealed class FaultContract(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private static readonly string[] OneOfEachVendor = ["quillhaven", "juniper-basin", "brackenford", "lakemere", "stonebridge"];

    private static readonly (string Fault, string Call, string Code)[] Expectations =
    [
        ("html-login-page", "metadata", FindingCodes.HttpHtmlPage),
        ("html-login-page", "token", FindingCodes.HttpHtmlPage),
        ("redirect-to-login", "metadata", FindingCodes.HttpRedirectLogin),
        ("waf-403", "metadata", FindingCodes.HttpWaf403),
        ("metadata-404", "metadata", FindingCodes.Http404Base),
        ("metadata-401", "metadata", FindingCodes.FhirCap401),
        ("not-fhir", "metadata", FindingCodes.FhirNotFhir),
        ("dstu2", "metadata", FindingCodes.FhirDstu2),
        ("stu3", "metadata", FindingCodes.FhirStu3),
        ("xml-only", "metadata", FindingCodes.FhirXmlOnly),
        ("smart-404", "smart", FindingCodes.Smart404),
        ("token-html", "token", FindingCodes.OauthHtml),
        ("token-429", "token", FindingCodes.Oauth429),
        ("token-503", "token", FindingCodes.Oauth5xx),
        ("invalid-client", "token", FindingCodes.OauthInvalidClient),
        ("unauthorized-client", "token", FindingCodes.OauthUnauthorizedClient),
        ("invalid-grant", "token", FindingCodes.OauthInvalidGrant),
        ("token-415", "token", FindingCodes.Http415),
        ("token-odd-error", "token", FindingCodes.OauthRefused),
        ("token-never-answers", "token", FindingCodes.HttpTimeout),
        ("expired-token", "find", FindingCodes.Api401WithToken),
        ("api-403", "find", FindingCodes.Api403),
        ("api-403", "read", FindingCodes.Api403),
        ("patient-404", "read", FindingCodes.Api404Patient),
        ("outcome-in-200", "read", FindingCodes.ApiOoError),
        ("bundle-pages-internal-host", "find", FindingCodes.ApiBundlePages),
        ("truncated-body", "find", FindingCodes.HttpTruncated),
        ("huge-body", "find", FindingCodes.HttpTooLarge),
        ("server-500", "find", FindingCodes.Http500),
        ("gateway-502", "metadata", FindingCodes.Http502),
        ("never-answers", "metadata", FindingCodes.HttpTimeout),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Matrix()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var (fault, call, code) in Expectations)
        {
            foreach (var slug in OneOfEachVendor)
                cases.Add(slug, fault, call, code);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Matrix))]
    public async Task Fault_of_the_hospital_becomes_its_finding(string slug, string fault, string call, string code)
    {
        var site = await hospitals.SiteAsync(slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { fault } });
        using var adapter = site.Adapter(new EhrAdapterOptions { Retries = 0, RequestTimeout = TimeSpan.FromSeconds(fault is "never-answers" or "token-never-answers" ? 0.3 : 10), MaxBodyBytes = 1024 * 1024 });

        var finding = call switch
        {
            "metadata" => (await adapter.ReadCapabilityStatementAsync(Token)).Finding,
            "smart" => (await adapter.ReadSmartConfigurationAsync(Token)).Finding,
            "token" => (await adapter.SignInAsync(Token)).Finding,
            "read" => (await adapter.ReadPatientAsync("abc", Token)).Finding,
            _ => (await adapter.FindPatientsByMrnAsync(site.Mrns[0], Token)).Finding,
        };

        Assert.Equal(code, finding?.Code);
        Assert.NotEmpty(finding!.Cause);
        Assert.DoesNotContain(finding.Evidence, fact => fact.Value.Contains(site.Mrns[0], StringComparison.Ordinal));
        if (site.Secrets.ClientSecret is { } secret)
            Assert.DoesNotContain(finding.Evidence, fact => fact.Value.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("scope-short", FindingCodes.OauthScopeShort)]
    [InlineData("token-short-life", FindingCodes.OauthLifeShort)]
    public async Task Token_with_a_flaw_is_granted_with_a_warning(string fault, string code)
    {
        foreach (var slug in OneOfEachVendor)
        {
            var site = await hospitals.SiteAsync(slug);
            await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { fault } });
            using var adapter = site.Adapter();

            var signedIn = await adapter.SignInAsync(Token);

            Assert.Null(signedIn.Finding);
            Assert.Contains(signedIn.Warnings, warning => warning.Code == code && warning.State is CheckState.Warning);
        }
    }

    [Fact]
    public async Task Missing_smart_configuration_falls_back_to_the_capability_statement()
    {
        foreach (var slug in OneOfEachVendor)
        {
            var site = await hospitals.SiteAsync(slug);
            await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { "smart-404" } });
            using var adapter = site.Adapter();

            Assert.Null((await adapter.SignInAsync(Token)).Finding);
        }
    }

    [Theory]
    [InlineData("lakemere")]
    [InlineData("stonebridge")]
    public async Task Server_that_names_the_reason_is_quoted_by_code(string slug)
    {
        foreach (var (fault, code) in new[] { ("unknown-kid", FindingCodes.OauthKidUnknown), ("jwks-unreachable", FindingCodes.OauthJwksUnreachable) })
        {
            var site = await hospitals.SiteAsync(slug);
            await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { fault } });
            using var adapter = site.Adapter();

            Assert.Equal(code, (await adapter.SignInAsync(Token)).Finding?.Code);
        }
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(260)]
    public async Task Clock_that_is_wrong_is_measured_and_bridged_once(int seconds)
    {
        var site = await hospitals.SiteAsync("quillhaven");
        await using var dials = await hospitals.WithDialsAsync("quillhaven", new { clockSkewSeconds = seconds });
        using var adapter = site.Adapter();

        var signedIn = await adapter.SignInAsync(Token);

        Assert.Null(signedIn.Finding);
        Assert.Contains(signedIn.Warnings, warning => warning.Code == FindingCodes.OauthClock);
    }

    [Fact]
    public async Task Outcome_entry_inside_a_bundle_is_a_warning()
    {
        foreach (var slug in OneOfEachVendor)
        {
            var site = await hospitals.SiteAsync(slug);
            await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { "outcome-in-200" } });
            using var adapter = site.Adapter();

            var found = await adapter.FindPatientsByMrnAsync(site.Mrns[0], Token);

            Assert.NotEmpty(found.Value!);
            Assert.Contains(found.Warnings, warning => warning.Code == FindingCodes.ApiOoWarning200);
        }
    }
}
