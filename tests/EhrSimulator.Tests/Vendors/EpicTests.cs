using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

public sealed class EpicTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private Task<HospitalClient> Quillhaven => simulator.ReadyAsync("quillhaven");

    [Fact]
    public async Task Patient_carries_text_only_identifier_types_and_no_meta()
    {
        var client = await Quillhaven;
        var patient = await TestPatientAsync(client, 3);

        var identifiers = patient["identifier"]!.AsArray();
        Assert.All(identifiers, i => Assert.Null(i!["type"]?["coding"]));
        Assert.StartsWith("    ", (string)identifiers.Single(i => (string?)i!["type"]?["text"] == "INTERNAL")!["value"]!, StringComparison.Ordinal);
        var ssn = identifiers.Single(i => (string?)i!["system"] == "urn:oid:2.16.840.1.113883.4.1")!;
        Assert.Null(ssn["value"]);
        Assert.StartsWith("xxx-xx-", (string)ssn["_value"]!["extension"]![0]!["valueString"]!, StringComparison.Ordinal);
        Assert.Null(patient["meta"]);
        Assert.Equal(["official", "usual", "old"], patient["name"]!.AsArray().Select(n => (string?)n!["use"]));
        Assert.Contains(patient["extension"]!.AsArray(), e => ((string)e!["url"]!).EndsWith("/legal-sex", StringComparison.Ordinal));
        Assert.Contains("\r\n", (string)patient["address"]![0]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_xml_unless_json_is_asked_for()
    {
        var client = await Quillhaven;
        foreach (var accept in new[] { null, "*/*", "application/xml" })
        {
            using var xml = await client.SendAsync("metadata", accept);
            Assert.Equal("application/fhir+xml", xml.Content.Headers.ContentType?.MediaType);
            var root = System.Xml.Linq.XDocument.Parse(await xml.Content.ReadAsStringAsync(RunningSimulator.Cancel)).Root!;
            Assert.Equal("{http://hl7.org/fhir}CapabilityStatement", root.Name.ToString());
        }
        using var plain = await client.SendAsync("metadata", "application/json");
        Assert.Equal("application/json", plain.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Unknown_path_is_an_html_404()
    {
        using var answer = await (await Quillhaven).SendAsync("Nonsense");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Resource_outside_the_app_record_is_an_empty_403()
    {
        using var answer = await (await Quillhaven).SendAsync("Procedure?patient=x");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(RunningSimulator.Cancel));
        Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_bearer_is_401_with_two_quotes_as_body()
    {
        using var answer = await (await Quillhaven).SendAsync("Patient/x", bearer: "made-up");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("\"\"", await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel));
    }

    [Fact]
    public async Task Search_without_usable_parameter_names_two_issues()
    {
        using var answer = await (await Quillhaven).SendAsync("Patient?colour=red");

        var issues = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["issue"]!.AsArray();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["59100", "59159"], issues.Select(i => (string?)i!["details"]!["coding"]![0]!["code"]));
        Assert.Equal("fatal", (string?)issues[1]!["severity"]);
    }

    [Fact]
    public async Task Thin_demographics_find_nobody_and_hold_one_outcome()
    {
        var bundle = await (await Quillhaven).GetAsync("Patient?family=Zamora");

        Assert.Equal(0, (int)bundle["total"]!);
        Assert.Equal("outcome", (string?)bundle["entry"]!.AsArray().Single()!["search"]!["mode"]);
        Assert.Equal("4101", (string?)bundle["entry"]![0]!["resource"]!["issue"]![0]!["details"]!["coding"]![0]!["code"]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public async Task Demographics_match_by_score(int slips, bool found)
    {
        var client = await Quillhaven;
        var patient = await TestPatientAsync(client, 0);
        var family = (string)patient["name"]![0]!["family"]!;
        var asked = slips == 0 ? family : new string('q', slips) + family[slips..];

        var bundle = await client.GetAsync($"Patient?family={asked}&given={patient["name"]![0]!["given"]![0]}&birthdate={patient["birthDate"]}&gender=male");

        Assert.Equal(found, HospitalClient.Matches(bundle).Any(p => (string?)p["id"] == (string?)patient["id"]));
    }

    [Theory]
    [InlineData("EPI|{0}")]
    [InlineData("urn:oid:1.2.840.114350.1.13.901.2.7.5.737384.14|{0}")]
    [InlineData("{0}")]
    public async Task Identifier_is_found_in_each_form(string form)
    {
        var client = await Quillhaven;
        var token = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, client.Mrns[0]);

        Assert.Single(HospitalClient.Matches(await client.GetAsync($"Patient?identifier={Uri.EscapeDataString(token)}")));
    }

    [Fact]
    public async Task Pages_follow_by_session_and_total_counts_the_page()
    {
        var client = await Quillhaven;
        var id = (string)(await TestPatientAsync(client, 0))["id"]!;

        var first = await client.GetAsync($"Condition?patient={id}&_count=1");
        var next = HospitalClient.Next(first)!;
        var second = await client.GetAsync(next);

        Assert.Equal(1, (int)first["total"]!);
        Assert.Matches(@"/Condition\?sessionID=\d+-[0-9a-f]{32}$", next);
        Assert.Null(HospitalClient.Next(second));
        Assert.NotEqual((string?)HospitalClient.Matches(first)[0]["id"], (string?)HospitalClient.Matches(second)[0]["id"]);

        simulator.Time.Advance(TimeSpan.FromMinutes(11));
        using var expired = await client.SendAsync(next);
        Assert.Equal(HttpStatusCode.BadRequest, expired.StatusCode);
    }

    [Fact]
    public async Task Merged_patient_redirects_to_the_survivor()
    {
        var client = await Quillhaven;
        var merged = new EhrSimulator.Hospitals.HospitalDirectory().Find("quillhaven")!.Patients.All.First(r => r.Merged);

        using var answer = await client.SendAsync($"Patient/{merged.Id}");

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        var survivor = await client.GetAsync(answer.Headers.Location!.ToString());
        Assert.NotEqual(merged.Id, (string?)survivor["id"]);
    }

    private static async Task<JsonObject> TestPatientAsync(HospitalClient client, int index) =>
        HospitalClient.Matches(await client.GetAsync($"Patient?identifier={client.Mrns[index]}")).Single();
}
