using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

public sealed class FhirR4Tests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task Open_server_lists_everybody_page_by_page()
    {
        var client = await simulator.ReadyAsync("open-meadow");
        var ids = new HashSet<string>();
        var bundle = await client.GetAsync("Patient?_count=60");
        Assert.True((int)bundle["total"]! >= 200);
        var total = (int)bundle["total"]!;
        for (var pages = 0; pages < 10; pages++)
        {
            foreach (var patient in HospitalClient.Matches(bundle)) Assert.True(ids.Add((string)patient["id"]!));
            if (HospitalClient.Next(bundle) is not { } next) break;
            bundle = await client.GetAsync(next);
        }
        Assert.Equal(total, ids.Count);
    }

    [Fact]
    public async Task Open_server_publishes_no_smart_configuration()
    {
        using var answer = await (await simulator.ReadyAsync("open-meadow")).SendAsync(".well-known/smart-configuration");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Closed_server_does_not_list()
    {
        using var answer = await (await simulator.ReadyAsync("stonebridge")).SendAsync("Patient?_count=10");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Local_codes_stand_in_place_of_the_national_ones()
    {
        var client = await simulator.ReadyAsync("pelican-bay");
        var patient = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single();

        var race = patient["extension"]!.AsArray().Single(e => (string?)e!["url"] == "https://pelican-bay.example/fhir/StructureDefinition/race")!;
        Assert.Matches("^[WBANP]$", (string)race["valueCoding"]!["code"]!);
        Assert.Equal(3, ((string)patient["communication"]![0]!["language"]!["coding"]![0]!["code"]!).Length);
        Assert.Contains("'W','2106-3'", (string)client.Site["mapping"]!["race"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_by_post_reads_the_body()
    {
        var client = await simulator.ReadyAsync("open-meadow");

        using var answer = await simulator.Http.PostAsync($"{client.FhirBase}/Patient/_search",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["identifier"] = client.Mrns[4] }), RunningSimulator.Cancel);

        Assert.Single(HospitalClient.Matches(JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!.AsObject()));
    }

    [Theory]
    [InlineData("Encounter")]
    [InlineData("Condition")]
    [InlineData("Observation")]
    [InlineData("AllergyIntolerance")]
    [InlineData("MedicationRequest")]
    public async Task Clinical_resources_are_found_by_patient_and_read_by_id(string type)
    {
        var client = await simulator.ReadyAsync("open-meadow");
        var patient = (string)HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[0]}")).Single()["id"]!;

        var found = HospitalClient.Matches(await client.GetAsync($"{type}?patient={patient}"));
        var read = await client.GetAsync($"{type}/{found[0]["id"]}");

        Assert.NotEmpty(found);
        Assert.Equal(found[0].ToJsonString(), read.ToJsonString());
    }
}
