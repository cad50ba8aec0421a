using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

public sealed class AthenahealthTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private const string Practice = "ah-practice=Organization/a-1.Practice-195931";

    private Task<HospitalClient> Lakemere => simulator.ReadyAsync("lakemere");

    [Fact]
    public async Task Patient_id_is_the_identifier_and_everything_names_the_practice()
    {
        var client = await Lakemere;
        var patient = await client.GetAsync($"Patient/{client.Mrns[0]}");

        Assert.Equal((string?)patient["id"], (string?)patient["identifier"]![0]!["value"]);
        Assert.Null(patient["identifier"]![0]!["type"]);
        Assert.Contains(patient["extension"]!.AsArray(), e => (string?)e!["valueReference"]?["reference"] == "Organization/a-1.Practice-195931");
        Assert.Contains(patient["meta"]!["security"]!.AsArray(), s => (string?)s!["code"] == "HTEST");
        Assert.Equal(["home", "billing"], patient["address"]!.AsArray().Select(a => (string?)a!["use"]));
        var unknown = await client.GetAsync($"Patient/{client.Mrns[9]}");
        Assert.Contains(unknown["extension"]!.AsArray(), e => (string?)e!["valueCode"] == "UNK");
    }

    [Fact]
    public async Task Search_without_practice_is_400_with_details()
    {
        using var answer = await (await Lakemere).SendAsync("Patient?name=A");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!;
        Assert.Contains("ah-practice", (string?)body["details"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("family=A")]
    [InlineData("birthdate=1950-01-01")]
    [InlineData("gender=male&birthdate=1950-01-01")]
    public async Task Search_outside_the_combinations_is_fatal_forbidden(string query)
    {
        using var answer = await (await Lakemere).SendAsync($"Patient?{query}&{Practice}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var issue = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["issue"]![0]!;
        Assert.Equal(("fatal", "forbidden"), ((string?)issue["severity"], (string?)issue["code"]));
        Assert.Contains("[[_id], [identifier]", (string?)issue["details"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_by_cursor()
    {
        var client = await Lakemere;
        var first = await client.GetAsync($"Patient?family=B&gender=female&_count=1&{Practice}");
        var second = await client.GetAsync(HospitalClient.Next(first)!);

        Assert.Contains("&cursor=", HospitalClient.Next(first)!, StringComparison.Ordinal);
        Assert.NotEqual((string?)HospitalClient.Matches(first)[0]["id"], (string?)HospitalClient.Matches(second)[0]["id"]);
    }

    [Fact]
    public async Task Unrouted_path_is_a_plain_string_labelled_json()
    {
        using var answer = await simulator.Http.GetAsync("/lakemere/fhir/metadata", RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Service not registered with API gateway.", await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel));
    }

    [Fact]
    public async Task Statement_carries_its_search_rules()
    {
        var statement = await (await Lakemere).GetAsync("metadata");

        var patient = statement["rest"]![0]!["resource"]![0]!;
        Assert.Contains(patient["extension"]![0]!["extension"]!.AsArray(), e => (string?)e!["url"] == "requiredAnySearchParams" && (string?)e["valueString"] == "family,birthdate");
    }
}
