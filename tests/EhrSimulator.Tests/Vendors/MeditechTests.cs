using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

public sealed class MeditechTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private const string OwnShape = "v1/resource/error/_version/1/";

    [Fact]
    public async Task Patient_has_port_in_system_three_letter_language_and_no_meta()
    {
        var client = await simulator.ReadyAsync("brackenford");
        var patient = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single();

        Assert.Contains(":443/identifier/MRN", (string)patient["identifier"]![0]!["system"]!, StringComparison.Ordinal);
        Assert.StartsWith("BF", client.Mrns[0], StringComparison.Ordinal);
        Assert.Null(patient["meta"]);
        Assert.Null(patient["name"]![0]!["use"]);
        Assert.Equal(3, ((string)patient["communication"]![0]!["language"]!["coding"]![0]!["code"]!).Length);
        Assert.Equal("old", (string?)patient["address"]![1]!["use"]);
    }

    [Fact]
    public async Task Name_is_one_string_with_an_escaped_comma()
    {
        var client = await simulator.ReadyAsync("brackenford");
        var patient = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single();
        var (family, given) = ((string)patient["name"]![0]!["family"]!, (string)patient["name"]![0]!["given"]![0]!);

        var escaped = await client.GetAsync($"Patient?name={family}%5C%2C{given}&birthdate={patient["birthDate"]}");
        var bare = await client.GetAsync($"Patient?name={family},{given}&birthdate={patient["birthDate"]}");

        Assert.Single(HospitalClient.Matches(escaped));
        Assert.Empty(HospitalClient.Matches(bare));
    }

    [Fact]
    public async Task Older_release_answers_all_at_once_and_newer_one_pages_with_page_totals()
    {
        var older = await (await simulator.ReadyAsync("brackenford")).GetAsync("Patient?birthdate=ge1940-01-01&_count=5");
        Assert.Null(HospitalClient.Next(older));
        Assert.True(HospitalClient.Matches(older).Count > 150);

        var client = await simulator.ReadyAsync("willow-prairie");
        var newer = await client.GetAsync("Patient?birthdate=ge1940-01-01&_count=5");
        Assert.Equal(5, (int)newer["total"]!);
        Assert.Contains("&continue=", HospitalClient.Next(newer)!, StringComparison.Ordinal);
        var second = await client.GetAsync(HospitalClient.Next(newer)!);
        Assert.Empty(HospitalClient.Matches(newer).Select(p => (string?)p["id"]).Intersect(HospitalClient.Matches(second).Select(p => (string?)p["id"])));
    }

    [Theory]
    [InlineData("Patient/x", "made-up", HttpStatusCode.Unauthorized)]
    [InlineData("Patient/x", null, HttpStatusCode.NotFound)]
    [InlineData("Patient?given=Ann", null, HttpStatusCode.BadRequest)]
    [InlineData("Procedure?patient=x", null, HttpStatusCode.Forbidden)]
    public async Task Refusals_come_in_its_own_shape(string path, string? bearer, HttpStatusCode status)
    {
        using var answer = await (await simulator.ReadyAsync("brackenford")).SendAsync(path, bearer: bearer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(OwnShape, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["resource"]);
        Assert.True(answer.Headers.Contains("mtrestapi-requestid") && answer.Headers.Contains("traceparent"));
    }

    [Fact]
    public async Task Discovery_answers_at_the_host_root_and_below_the_base()
    {
        var hospital = await simulator.JsonAsync("/hospitals/brackenford");

        var root = await simulator.JsonAsync("/brackenford/.well-known/smart-configuration");
        var below = await simulator.JsonAsync($"{hospital["fhirBaseUrl"]}/.well-known/smart-configuration");

        Assert.Equal(root.ToJsonString(), below.ToJsonString());
    }
}
