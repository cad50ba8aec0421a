using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

public sealed class OracleHealthTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private Task<HospitalClient> JuniperBasin => simulator.ReadyAsync("juniper-basin");

    [Fact]
    public async Task Several_identifiers_are_coded_mr_and_ended_ones_come_first()
    {
        var client = await JuniperBasin;
        var patient = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[3]}")).Single();

        var records = patient["identifier"]!.AsArray()
            .Where(i => i!["type"]!["coding"]!.AsArray().Any(c => (string?)c!["code"] == "MR")).ToList();
        Assert.Equal(4, records.Count);
        Assert.NotNull(records[0]!["period"]!["end"]);
        Assert.Equal("Community Medical Record Number", (string?)records[3]!["type"]!["text"]);
        Assert.Equal(client.Mrns[3].PadLeft(11, '0'), (string?)records[2]!["_value"]!["extension"]![0]!["valueString"]);
        Assert.Contains(patient["identifier"]!.AsArray(), i => (string?)i!["_system"]?["extension"]?[0]?["valueCode"] == "unknown");
        Assert.Equal("generated", (string?)patient["text"]!["status"]);
        var official = patient["name"]!.AsArray().Single(n => (string?)n!["use"] == "official")!;
        Assert.Equal(((string)official["family"]!).ToUpperInvariant(), (string?)official["family"]);
        Assert.Matches("^[0-9]{10}$", (string)patient["telecom"]!.AsArray().First(t => (string?)t!["system"] == "phone")!["value"]!);
    }

    [Fact]
    public async Task Pages_carry_a_context_and_no_total()
    {
        var client = await JuniperBasin;
        var ids = new List<string>();
        string? next = "Patient?birthdate=ge1940-01-01&birthdate=le2023-01-01&_count=40";
        for (var pages = 0; next is not null; pages++)
        {
            var bundle = await client.GetAsync(next);
            Assert.Null(bundle["total"]);
            ids.AddRange(HospitalClient.Matches(bundle).Select(p => (string)p["id"]!));
            next = HospitalClient.Next(bundle);
            if (next is not null) Assert.Contains("&-pageContext=", next, StringComparison.Ordinal);
            Assert.True(pages < 20);
        }
        Assert.True(ids.Count > 180);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("Patient?gender=male")]
    [InlineData("Patient?colour=red")]
    [InlineData("Patient?_id=1&gender=male")]
    [InlineData("Patient?name=a&family=b")]
    public async Task Search_outside_the_rules_is_400_invalid(string path)
    {
        using var answer = await (await JuniperBasin).SendAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var outcome = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!;
        Assert.Equal("invalid", (string?)outcome["issue"]![0]!["code"]);
    }

    [Fact]
    public async Task Other_accept_is_an_empty_406()
    {
        using var answer = await (await JuniperBasin).SendAsync("metadata", "application/fhir+xml");

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal(0, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Unknown_tenant_is_a_plain_text_403()
    {
        using var answer = await simulator.Http.GetAsync("/juniper-basin/r4/some-other-tenant/metadata", RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("Tenant not valid or accessible", await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel));
    }

    [Fact]
    public async Task Bad_bearer_is_an_outcome_with_code_login()
    {
        using var answer = await (await JuniperBasin).SendAsync("Patient/1", bearer: "made-up");

        var issue = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["issue"]![0]!;
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("login", (string?)issue["code"]);
        Assert.Contains("invalid_token", (string?)issue["diagnostics"], StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("X-Request-Id") && answer.Headers.Contains("opc-request-id"));
    }

    [Fact]
    public async Task Merged_patient_reads_as_replaced_and_is_never_found()
    {
        var client = await JuniperBasin;
        var merged = new HospitalDirectory().Find("juniper-basin")!.Patients.All.First(r => r.Merged);

        var read = await client.GetAsync($"Patient/{merged.Id}");

        Assert.False((bool)read["active"]!);
        Assert.Equal("replaced-by", (string?)read["link"]![0]!["type"]);
        Assert.Empty(HospitalClient.Matches(await client.GetAsync($"Patient?identifier={merged.Mrn}")));
    }

    [Fact]
    public async Task Scope_without_search_reads_but_does_not_search()
    {
        var client = await StaffDesk.RegisterAsync(simulator, "harrow-valley", null, null);
        var hospital = await simulator.JsonAsync("/hospitals/harrow-valley");
        var smart = await simulator.JsonAsync($"{hospital["fhirBaseUrl"]}/.well-known/smart-configuration");
        using var token = await HospitalClient.PostTokenAsync(simulator, (string)smart["token_endpoint"]!,
            new() { ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.r" }, $"{client["clientId"]}:{client["clientSecret"]}");
        var bearer = (string)JsonNode.Parse(await token.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["access_token"]!;
        var signedIn = new HospitalClient(simulator, (string)hospital["fhirBaseUrl"]!, bearer);

        using var read = await signedIn.SendAsync($"Patient/{client["fhirIds"]![0]}");
        using var search = await signedIn.SendAsync($"Patient?identifier={client["mrns"]![0]}");

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, search.StatusCode);
    }
}
