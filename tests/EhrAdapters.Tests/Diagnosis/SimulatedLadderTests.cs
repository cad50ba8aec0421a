using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Tests.Contract;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>The whole ladder against simulated hospitals: healthy ones pass, each fault stops at its rung with its code.</summary>
public sealed class SimulatedLadderTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    public static TheoryData<string> Slugs =>
    [
        "quillhaven", "marrowgate", "saltmarsh-childrens", "juniper-basin", "harrow-valley", "tern-island", "brackenford", "copper-ridge",
        "willow-prairie", "lakemere", "sundial-clinics", "ridgecrest-womens", "open-meadow", "stonebridge", "pelican-bay",
    ];

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Healthy_hospital_passes(string slug)
    {
        var report = await ClimbAsync(await hospitals.SiteAsync(slug));

        Assert.All(report.Steps, step => Assert.True(
            step.State is CheckState.Passed || step is { Rung: LadderRung.Tls or LadderRung.SmartDiscovery or LadderRung.Token, State: CheckState.NotApplicable },
            $"{step.Rung}: {step.State} {step.Finding?.Code}"));
        Assert.Equal(5, report.Steps.Single(step => step.Rung is LadderRung.DataVisible).Evidence.Count(fact => fact.Value == "visible"));
    }

    [Theory]
    [InlineData("html-login-page", LadderRung.Http, FindingCodes.HttpHtmlPage)]
    [InlineData("waf-403", LadderRung.Http, FindingCodes.HttpWaf403)]
    [InlineData("metadata-404", LadderRung.Http, FindingCodes.Http404Base)]
    [InlineData("dstu2", LadderRung.Fhir, FindingCodes.FhirDstu2)]
    [InlineData("stu3", LadderRung.Fhir, FindingCodes.FhirStu3)]
    [InlineData("r5", LadderRung.Fhir, FindingCodes.FhirR5)]
    [InlineData("not-fhir", LadderRung.Fhir, FindingCodes.FhirNotFhir)]
    [InlineData("no-patient-in-metadata", LadderRung.Fhir, FindingCodes.FhirCapMissingRes)]
    [InlineData("token-html", LadderRung.Token, FindingCodes.OauthHtml)]
    [InlineData("invalid-client", LadderRung.Token, FindingCodes.OauthInvalidClient)]
    [InlineData("api-403", LadderRung.PatientRead, FindingCodes.Api403)]
    [InlineData("empty-search", LadderRung.PatientRead, FindingCodes.ApiEmpty)]
    public async Task Fault_stops_at_its_rung_with_its_code(string fault, LadderRung rung, string code)
    {
        var site = await hospitals.SiteAsync("quillhaven");
        await using var reset = await hospitals.WithDialsAsync("quillhaven", new { faults = new[] { fault } });

        var failure = (await ClimbAsync(site)).FirstFailure;

        Assert.NotNull(failure);
        Assert.Equal((rung, code), (failure.Rung, failure.Finding!.Code));
    }

    [Fact]
    public async Task Missing_discovery_warns_where_the_statement_still_names_the_token_endpoint()
    {
        var site = await hospitals.SiteAsync("quillhaven");
        await using var reset = await hospitals.WithDialsAsync("quillhaven", new { faults = new[] { "smart-404" } });

        var report = await ClimbAsync(site);

        Assert.Null(report.FirstFailure);
        Assert.Equal((LadderRung.SmartDiscovery, FindingCodes.Smart404), (Assert.Single(report.Steps, step => step.State is CheckState.Warning).Rung, report.Steps.Single(step => step.Finding is not null).Finding!.Code));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Healthy_run_asks_for_each_thing_once(string slug)
    {
        var site = await hospitals.SiteAsync(slug);
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        var factory = new EhrAdapterFactory(TimeProvider.System, (connection, options) => new Counting(asked, HandlerFactory.Create(connection, site.Secrets, options, TimeProvider.System, Network.System)));

        await new ConnectionLadder(factory, TimeProvider.System, new EhrAdapterOptions())
            .ClimbAsync(new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]) }, null, TestContext.Current.CancellationToken);

        // The statement, discovery, the token, the patient and five kinds of record; an open server needs neither discovery nor token.
        Assert.Equal(slug == "open-meadow" ? 7 : 9, asked.Count);
        Assert.Equal(asked.Count, asked.Distinct().Count());
    }

    private sealed class Counting(System.Collections.Concurrent.ConcurrentBag<string> asked, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static Task<ConnectionReport> ClimbAsync(SimulatedSite site) =>
        new ConnectionLadder(new EhrAdapterFactory(TimeProvider.System), TimeProvider.System, new EhrAdapterOptions { Retries = 0 })
            .ClimbAsync(new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]) }, null, TestContext.Current.CancellationToken);
}
