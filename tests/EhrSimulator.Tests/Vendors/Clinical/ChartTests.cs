using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Tests.Support;
using EhrSimulator.Vendors;
using Xunit;

namespace EhrSimulator.Tests.Vendors.Clinical;

/// <summary>The charts of the ten: complete, different, and what they refer to is there.</summary>
public sealed class ChartTests(RunningSimulator simulator) : DialTests(simulator)
{
    public static TheoryData<string> Slugs => [.. HospitalCatalog.All.Select(h => h.Slug)];

    [Theory, MemberData(nameof(Slugs))]
    public async Task What_a_record_refers_to_can_be_read(string slug)
    {
        var client = await Simulator.ReadyAsync(slug);
        var patient = await PatientAsync(client, 0);

        var references = VendorApi.ClinicalTypes.Select(type => RecordsAsync(client, type, patient)).ToList();
        var targets = (await Task.WhenAll(references)).SelectMany(records => records.SelectMany(References)).Distinct().ToList();

        Assert.Contains(targets, target => target.StartsWith("Practitioner/", StringComparison.Ordinal));
        Assert.Contains(targets, target => target.StartsWith("Encounter/", StringComparison.Ordinal));
        foreach (var target in targets)
            Assert.Equal(target.Split('/')[0], (string?)(await client.GetAsync(target))["resourceType"]);
    }

    [Fact]
    public async Task No_two_of_the_ten_have_the_same_chart_and_one_is_nearly_empty()
    {
        var client = await Simulator.ReadyAsync("stonebridge");
        var charts = new List<string>();
        var sizes = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            var patient = await PatientAsync(client, i);
            var conditions = await RecordsAsync(client, "Condition", patient);
            var vitals = await RecordsAsync(client, "Observation", patient);
            charts.Add(string.Join('|', vitals.Select(v => v["valueQuantity"]!.ToJsonString())));
            sizes.Add(conditions.Count);
        }

        Assert.Equal(10, charts.Distinct().Count());
        Assert.Single(sizes, size => size == 0);
    }

    [Theory]
    [InlineData("marrowgate", "Encounter", "13260")]
    [InlineData("harrow-valley", "Encounter", "codeSet/69")]
    [InlineData("copper-ridge", "Condition", "dictionary/PROBLEM")]
    [InlineData("sundial-clinics", "Condition", "CodeSystem/problem")]
    [InlineData("pelican-bay", "Encounter", "visit-kind")]
    public async Task One_hospital_of_each_vendor_codes_a_record_its_own_way(string slug, string type, string system)
    {
        var client = await Simulator.ReadyAsync(slug);

        var records = await RecordsAsync(client, type, await PatientAsync(client, 0));

        Assert.All(records, record => Assert.Contains(system, (type == "Encounter" ? record["class"] : record["code"])!.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.DanglingReference, "Observation", "moved-with-the-archive")]
    [InlineData(Fault.RecordWrongType, "Observation", "\"about 80\"")]
    [InlineData(Fault.RecordFutureDate, "Observation", "2199-03-01")]
    [InlineData(Fault.RecordWrongUnit, "Observation", "\"stone\"")]
    public async Task Fault_of_the_records_shows_in_them_and_nowhere_else(string fault, string type, string shown)
    {
        await Simulator.PatchDialsAsync("stonebridge", new { faults = new[] { fault } });
        var client = await Simulator.ReadyAsync("stonebridge");
        var patient = await PatientAsync(client, 0);

        foreach (var other in VendorApi.ClinicalTypes)
        {
            var text = string.Concat((await RecordsAsync(client, other, patient)).Select(record => record.ToJsonString()));
            Assert.Equal(other == type, text.Contains(shown, StringComparison.Ordinal));
        }
    }

    private static async Task<string> PatientAsync(HospitalClient client, int number)
    {
        var system = (string)client.Site["vendorOptions"]!["mrnSystem"]!;
        return (string)HospitalClient.Matches(await client.GetAsync($"Patient?identifier={Uri.EscapeDataString($"{system}|{client.Mrns[number]}")}{Practice(client, "")}")).Single()["id"]!;
    }

    private static async Task<IReadOnlyList<JsonObject>> RecordsAsync(HospitalClient client, string type, string patient)
    {
        var more = type == "Observation" ? "&category=vital-signs" : type == "MedicationRequest" ? Practice(client, "&intent=order") : "";
        return [.. HospitalClient.Matches(await client.GetAsync($"{type}?patient={patient}{more}{Practice(client, "")}")).Select(record => record.AsObject())];
    }

    private static string Practice(HospitalClient client, string also) =>
        (string?)client.Site["vendorOptions"]!["practice"] is { } practice ? $"&ah-practice=Organization/a-1.Practice-{practice}{also}" : "";

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(pair => pair is { Key: "reference", Value: JsonValue value } ? [(string)value!] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
