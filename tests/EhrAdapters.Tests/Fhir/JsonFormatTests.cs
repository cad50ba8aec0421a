using EhrAdapters.Diagnosis;
using EhrAdapters.Tests.Contract;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Fhir;

/// <summary>How JSON is asked for where the first way is refused: three ways at most, and the one that works is kept.</summary>
public sealed class JsonFormatTests(SimulatedHospitals hospitals) : IClassFixture<SimulatedHospitals>
{
    private const string Patient = """{"resourceType":"Patient","id":"p1"}""";
    private const string Xml = "<Patient xmlns=\"http://hl7.org/fhir\"/>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refused_format_is_asked_for_in_three_ways_and_no_more()
    {
        var stub = StubHandler.Always(406, "");
        using var adapter = TestConnections.Adapter(stub);

        var finding = (await adapter.ReadPatientAsync("p1", Token)).Finding!;
        await adapter.ReadPatientAsync("p1", Token);

        Assert.Equal(FindingCodes.Http406, finding.Code);
        Assert.Contains(new EvidenceItem("Formats tried", "application/fhir+json, application/json, _format=json"), finding.Evidence);
        Assert.Equal(["", "", "?_format=json", ""], stub.Asked.Select(asked => asked.Address.Query));
    }

    [Fact]
    public async Task Xml_all_the_same_is_asked_for_once_more_by_parameter()
    {
        var stub = StubHandler.Always(200, Xml, "application/fhir+xml");
        using var adapter = TestConnections.Adapter(stub);

        Assert.Equal(FindingCodes.FhirXmlOnly, (await adapter.SearchPatientsAsync("family=Okafor", 1, Token)).Finding?.Code);
        Assert.Equal(["?family=Okafor&_count=50", "?family=Okafor&_count=50&_format=json"], stub.Asked.Select(asked => asked.Address.Query));
    }

    [Fact]
    public async Task Way_that_works_is_kept_and_named()
    {
        var stub = new StubHandler((request, _) => request.Headers.Accept.ToString() == "application/json" ? StubHandler.Answer(200, Patient, "application/json") : StubHandler.Answer(406, ""));
        using var adapter = TestConnections.Adapter(stub);

        var first = await adapter.ReadPatientAsync("p1", Token);
        var second = await adapter.ReadPatientAsync("p1", Token);

        Assert.True(first.Succeeded && second.Succeeded);
        Assert.Contains(new EvidenceItem("Format that works", "application/json"), second.Evidence);
        Assert.Equal(3, stub.Asked.Count);
    }

    [Fact]
    public async Task Many_at_once_ask_only_once_for_the_way()
    {
        var stub = new StubHandler((request, _) => request.RequestUri!.Query.Contains("_format", StringComparison.Ordinal) ? StubHandler.Answer(200, Patient) : StubHandler.Answer(200, Xml, "application/fhir+xml"));
        using var adapter = TestConnections.Adapter(stub);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => adapter.ReadPatientAsync("p1", Token), Token)));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.InRange(stub.Asked.Count, 21, 40);
    }

    [Theory]
    [InlineData("quillhaven", "fhir-json-406", "application/json")]
    [InlineData("stonebridge", "fhir-json-406", "application/json")]
    [InlineData("brackenford", "xml-without-format", "_format=json")]
    [InlineData("quillhaven", "xml-without-format", "_format=json")]
    public async Task Hospital_that_understands_another_way_passes_the_whole_ladder(string slug, string fault, string way)
    {
        var site = await hospitals.SiteAsync(slug);
        await using var dials = await hospitals.WithDialsAsync(slug, new { faults = new[] { fault } });

        var report = await new ConnectionLadder(new EhrAdapterFactory(TimeProvider.System), TimeProvider.System, new EhrAdapterOptions { Retries = 0 })
            .ClimbAsync(new(site.Connection, site.Secrets) { TestPatient = new(TestPatientKind.Mrn, site.Mrns[0]) }, null, Token);

        Assert.DoesNotContain(report.Steps, step => step.Finding is not null);
        Assert.Contains(new EvidenceItem("Format that works", way), report.Steps.Single(step => step.Rung is LadderRung.Http).Evidence);
    }
}
