using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.Http;

/// <summary>What an engineer gets to see of an answer, and what nobody may.</summary>
public sealed class AnswerEvidenceTests
{
    private const string Page = """
        <html><head><title>Blocked</title><style>p{color:red}</style></head><body><script>var token="abc";</script>
        <p>The request was rejected. Your support ID is: 4471902283317765019</p>
        <p>Patient Lena, born 1971-02-09, Patient/eQz71, lena@lakeside.example, phone 617-555-0142. password=hush</p></body></html>
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_of_a_read_are_whole_and_hold_no_id_and_no_value()
    {
        var stub = StubHandler.Always(403, "{}", "application/fhir+json", ("x-request-id", "req-7"), ("traceparent", "00-abc-01"), ("Server", "Microsoft-IIS/10.0"), ("Date", "Mon, 02 Mar 2026 14:05:31 GMT"));
        using var adapter = TestConnections.Adapter(stub);

        var read = (await adapter.ReadPatientAsync("eSecret71", Token)).Finding!.Evidence;
        var found = (await adapter.SearchPatientsAsync("family=Okafor&birthdate=1971-02-09", 1, Token)).Finding!.Evidence;

        Assert.Contains(new EvidenceItem("Request", "GET /r4/Patient/[id]"), read);
        Assert.Contains(new EvidenceItem("Request", "GET /r4/Patient?family&birthdate&_count"), found);
        Assert.Contains(new EvidenceItem("HTTP version", "1.1"), read);
        Assert.Contains(new EvidenceItem("HTTP status", "403"), read);
        Assert.Contains(new EvidenceItem("Content type", "application/fhir+json"), read);
        Assert.Contains(new EvidenceItem("Body length", "2 bytes"), read);
        Assert.Contains(new EvidenceItem("Server's Date", "2026-03-02 14:05:31 UTC, 20 s ahead of our clock"), read);
        Assert.Contains(new EvidenceItem("Request id", "req-7"), read);
        Assert.Contains(new EvidenceItem("Request id, traceparent", "00-abc-01"), read);
        Assert.Contains(new EvidenceItem("Server", "Microsoft-IIS/10.0"), read);
        Assert.Contains(read, fact => fact.Name == "First byte");
        Assert.Contains(read, fact => fact.Name == "Whole answer");
        Assert.DoesNotContain(read.Concat(found), fact => fact.Value.Contains("eSecret71", StringComparison.Ordinal) || fact.Value.Contains("Okafor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_that_anybody_gets_is_quoted_scrubbed_and_its_support_id_named()
    {
        using var adapter = TestConnections.Adapter(StubHandler.Always(403, Page, "text/html"));

        var finding = (await adapter.ReadCapabilityStatementAsync(Token)).Finding!;

        Assert.Equal(FindingCodes.HttpWaf403, finding.Code);
        Assert.Contains(new EvidenceItem("Support ID on the page", "4471902283317765019"), finding.Evidence);
        Assert.Contains("support ID 4471902283317765019", finding.Requests[0], StringComparison.Ordinal);
        var quoted = finding.Evidence.Single(fact => fact.Name == "Page begins").Value;
        Assert.StartsWith("Blocked The request was rejected.", quoted, StringComparison.Ordinal);
        Assert.InRange(quoted.Length, 20, 201);
        Assert.DoesNotMatch("1971|eQz71|lena@|0142|hush|token|<", quoted);
    }

    [Fact]
    public async Task Body_of_a_read_is_never_quoted_with_a_token_or_on_an_open_server()
    {
        var signedIn = new StubHandler((request, _) => request.Method == HttpMethod.Post
            ? StubHandler.Answer(200, """{"access_token":"t0ken","token_type":"bearer","expires_in":600}""", "application/json")
            : StubHandler.Answer(403, Page, "text/html"));
        using var closed = TestConnections.Adapter(signedIn, TestConnections.WithSecret());
        using var open = TestConnections.Adapter(StubHandler.Always(403, Page, "text/html"));

        foreach (var adapter in new[] { closed, open })
        {
            var finding = (await adapter.ReadPatientAsync("p1", Token)).Finding!;
            Assert.Equal(FindingCodes.HttpWaf403, finding.Code);
            Assert.DoesNotContain(finding.Evidence, fact => fact.Name is "Page begins" or "Support ID on the page");
        }
    }

    [Theory]
    [InlineData("https://h.example/FHIRProxy/api/FHIR/R4/Patient/e1", "/FHIRProxy/api/FHIR/R4/Patient/[id]")]
    [InlineData("https://h.example/r4/Patient/_search", "/r4/Patient/_search")]
    [InlineData("https://h.example/r4/metadata", "/r4/metadata")]
    [InlineData("https://h.example/r4/Condition?patient=77&_count=1", "/r4/Condition?patient&_count")]
    [InlineData("https://h.example/r4/Patient?Okafor", "/r4/Patient")]
    public void Path_is_shown_without_ids_and_values(string address, string shown) => Assert.Equal(shown, ShownPath.Of(new(address)));
}
