using EhrAdapters.Diagnosis;
using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>Every error shape that vendors send, into its finding.</summary>
public sealed class ResponseShapeTests
{
    private const string NoName = "Okafor";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(401, "", "application/json", FindingCodes.CfgOption)]
    [InlineData(403, "", "", FindingCodes.Api403)]
    [InlineData(403, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden","diagnostics":"Okafor"}]}""", "application/fhir+json", FindingCodes.Api403)]
    [InlineData(403, """{"resource":"v1/resource/error/_version/1/","detail":"Okafor lacks this API"}""", "application/json", FindingCodes.Api403)]
    [InlineData(403, "<html><body>Request blocked: Okafor</body></html>", "text/html", FindingCodes.HttpWaf403)]
    [InlineData(403, "Tenant not valid or accessible", "text/plain", FindingCodes.Api403)]
    [InlineData(404, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}""", "application/fhir+json", FindingCodes.Api404Patient)]
    [InlineData(404, """{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"},{"severity":"fatal","code":"not-supported"}]}""", "application/fhir+json", FindingCodes.Api404Resource)]
    [InlineData(404, "<!DOCTYPE html><html></html>", "text/html", FindingCodes.Http404Base)]
    [InlineData(404, "\"Service not registered with API gateway.\"", "application/json", FindingCodes.Http404Base)]
    [InlineData(405, "", "", FindingCodes.Http405)]
    [InlineData(406, "", "", FindingCodes.Http406)]
    [InlineData(408, "", "", FindingCodes.HttpTimeout)]
    [InlineData(410, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"deleted"}]}""", "application/fhir+json", FindingCodes.Api404Patient)]
    [InlineData(415, "", "", FindingCodes.Http415)]
    [InlineData(418, "short and stout", "text/plain", FindingCodes.HttpStatus)]
    [InlineData(429, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"throttled"}]}""", "application/fhir+json", FindingCodes.Http429)]
    [InlineData(500, """{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"required"}]}""", "application/fhir+json", FindingCodes.Http500)]
    [InlineData(500, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"lock-error"}]}""", "application/fhir+json", FindingCodes.ApiOoTransient)]
    [InlineData(501, "", "", FindingCodes.Http501)]
    [InlineData(502, "<html>Bad gateway</html>", "text/html", FindingCodes.Http502)]
    [InlineData(503, "", "", FindingCodes.Http503)]
    [InlineData(504, "", "", FindingCodes.Http504)]
    [InlineData(525, "", "", FindingCodes.Http502)]
    [InlineData(200, "<html><form action=login></form></html>", "text/html", FindingCodes.HttpHtmlPage)]
    [InlineData(200, "<Patient xmlns=\"http://hl7.org/fhir\"><name value=\"Okafor\"/></Patient>", "application/fhir+xml", FindingCodes.FhirXmlOnly)]
    [InlineData(200, "", "application/fhir+json", FindingCodes.FhirNotFhir)]
    [InlineData(200, "[1,2]", "application/json", FindingCodes.FhirNotFhir)]
    [InlineData(200, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login"}]}""", "application/fhir+json", FindingCodes.ApiOoLogin)]
    [InlineData(200, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"expired"}]}""", "application/fhir+json", FindingCodes.ApiOoExpired)]
    [InlineData(200, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"unknown"}]}""", "application/fhir+json", FindingCodes.ApiOoUnknown)]
    [InlineData(200, """{"resourceType":"Practitioner","id":"p1"}""", "application/fhir+json", FindingCodes.ApiInvalidResource)]
    [InlineData(200, """{"resourceType":"Patient","id":"p1","name":[{"family":"Oka""", "application/fhir+json", FindingCodes.HttpTruncated)]
    public async Task Read_that_is_refused_or_senseless_becomes_its_finding(int status, string body, string contentType, string code)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(status, body, contentType));

        var result = await adapter.ReadPatientAsync("p1", Token);

        Assert.Equal(code, result.Finding?.Code);
        Assert.DoesNotContain(NoName, result.Finding!.ToString() + string.Join(' ', result.Finding.Evidence), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"},{"severity":"fatal","code":"business-rule","details":{"coding":[{"code":"59159"}]}}]}""", FindingCodes.Api400Search)]
    [InlineData(400, """{"details":"practice of the request unknown"}""", FindingCodes.Api400Search)]
    [InlineData(422, "", FindingCodes.Api400Search)]
    [InlineData(400, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"throttled"}]}""", FindingCodes.ApiOoTransient)]
    [InlineData(200, """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden"}]}""", FindingCodes.Api403)]
    [InlineData(200, """{"resourceType":"Patient","id":"p1"}""", FindingCodes.ApiInvalidResource)]
    public async Task Search_that_is_refused_becomes_its_finding(int status, string body, string code)
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(status, body));

        Assert.Equal(code, (await adapter.SearchPatientsAsync("family=Okafor", 5, Token)).Finding?.Code);
    }

    [Fact]
    public async Task Codes_of_the_server_reach_the_engineer()
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(
            403, """{"resourceType":"OperationOutcome","issue":[{"severity":"fatal","code":"forbidden","details":{"coding":[{"code":"4118"}],"text":"about Okafor"}}]}""",
            "application/fhir+json", ("x-request-id", "req-7"), ("WWW-Authenticate", "Bearer error=\"insufficient_scope\", error_description=\"Okafor\"")));

        var evidence = (await adapter.ReadPatientAsync("p1", Token)).Finding!.Evidence;

        Assert.Contains(new EvidenceItem("HTTP status", "403"), evidence);
        Assert.Contains(new EvidenceItem("Request id", "req-7"), evidence);
        Assert.Contains(new EvidenceItem("Issue codes", "fatal forbidden (4118)"), evidence);
        Assert.Contains(new EvidenceItem("WWW-Authenticate", "insufficient_scope"), evidence);
        Assert.DoesNotContain(evidence, fact => fact.Value.Contains(NoName, StringComparison.Ordinal));
    }
}
