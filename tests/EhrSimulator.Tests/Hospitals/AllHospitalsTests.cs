using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Tests.Support;
using EhrSimulator.Vendors;
using Xunit;

namespace EhrSimulator.Tests.Hospitals;

public sealed class AllHospitalsTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    public static TheoryData<string> Slugs => [.. HospitalCatalog.All.Select(h => h.Slug)];

    [Fact]
    public async Task List_names_three_hospitals_of_each_vendor()
    {
        var list = (await simulator.JsonAsync("/hospitals")).AsArray();

        var byVendor = list.GroupBy(h => (string)h!["vendor"]!).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(["athenahealth", "epic", "fhir-r4", "meditech", "oracle-health"], byVendor.Keys.Order());
        Assert.All(byVendor.Values, count => Assert.Equal(3, count));
        Assert.All(list, h => Assert.StartsWith(simulator.Address, (string)h!["fhirBaseUrl"]!, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Slugs))]
    public async Task Site_file_signs_in_and_finds_each_test_patient_by_mrn(string slug)
    {
        var client = await simulator.ReadyAsync(slug);

        Assert.Equal(10, client.Mrns.Distinct().Count());
        var system = (string)client.Site["vendorOptions"]!["mrnSystem"]!;
        var practice = (string?)client.Site["vendorOptions"]!["practice"] is { } p ? $"&ah-practice=Organization/a-1.Practice-{p}" : "";
        foreach (var mrn in client.Mrns)
        {
            var found = HospitalClient.Matches(await client.GetAsync($"Patient?identifier={Uri.EscapeDataString($"{system}|{mrn}")}{practice}"));
            var patient = await client.GetAsync($"Patient/{found.Single()["id"]}");
            Assert.Equal("Patient", (string?)patient["resourceType"]);
        }
    }

    [Theory, MemberData(nameof(Slugs))]
    public async Task Test_patients_are_complete_in_identity_and_contact(string slug)
    {
        var client = await simulator.ReadyAsync(slug);
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);
        var records = VendorCatalog.BySlug[profile.Vendor].Patients(profile, PersonGenerator.Generate(profile)).Where(r => r.Person.IsTestPatient).ToList();

        foreach (var record in records)
        {
            var patient = await client.GetAsync($"Patient/{record.Id}");
            Assert.NotNull(patient["birthDate"]);
            Assert.Contains((string?)patient["gender"], new[] { "male", "female" });
            Assert.Contains(patient["name"]!.AsArray(), n => n!["family"] is not null && n["given"] is not null);
            Assert.Contains(patient["telecom"]!.AsArray(), t => (string?)t!["system"] == "phone");
            Assert.Contains(patient["telecom"]!.AsArray(), t => (string?)t!["system"] == "email");
            Assert.NotEmpty(patient["address"]!.AsArray());
            Assert.Contains(patient["identifier"]!.AsArray(), i => (string?)i!["value"] == record.Mrn && (string?)i["system"] == profile.MrnSystem);
        }
        Assert.Contains(records, r => r.Person.BirthDate.Year >= 2015);
        Assert.Contains(records, r => r.Person.BirthDate.Year <= 1935);
        Assert.Contains(records, r => r.Person.EndedRecordNumbers.Count > 1);
        Assert.All(new Func<Person, bool>[] { p => p.Races.Count == 0, p => p.Language is null, p => p.Ethnicity is null, p => !p.BirthSexKnown, p => !p.VitalStatusKnown },
            missing => Assert.Single(records, r => missing(r.Person)));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Patients_are_the_same_each_time(string slug)
    {
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);
        string[] Make() => [.. VendorCatalog.BySlug[profile.Vendor].Patients(profile, PersonGenerator.Generate(profile)).Select(r => System.Text.Encoding.UTF8.GetString(r.Bytes))];

        var first = Make();
        Assert.True(first.Length >= 200);
        Assert.Equal(first, Make());
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Some_other_patients_miss_fields(string slug)
    {
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);
        var people = PersonGenerator.Generate(profile).Where(p => !p.IsTestPatient).ToList();

        Assert.Contains(people, p => p.Email is null);
        Assert.Contains(people, p => p is { HomePhone: null, MobilePhone: null });
        Assert.Contains(people, p => p.Language is null);
        Assert.Contains(people, p => p.Races.Count == 0);
        Assert.Contains(people, p => p.Home is null);
    }

    [Theory, MemberData(nameof(Slugs))]
    public void No_patient_holds_a_null_or_an_empty_list(string slug)
    {
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);
        var records = VendorCatalog.BySlug[profile.Vendor].Patients(profile, PersonGenerator.Generate(profile));

        Assert.All(records, r => Assert.False(HoldsNothing(r.Resource)));
    }

    private static bool HoldsNothing(JsonNode? node) => node switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => true,
        JsonArray list => list.Any(HoldsNothing),
        JsonObject part => part.Any(p => HoldsNothing(p.Value)),
        _ => false,
    };

    [Theory, MemberData(nameof(Slugs))]
    public async Task Metadata_is_r4_and_open_to_everybody(string slug)
    {
        var fhirBase = (string)(await simulator.JsonAsync($"/hospitals/{slug}"))["fhirBaseUrl"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{fhirBase}/metadata");
        request.Headers.Accept.ParseAdd("application/fhir+json");

        using var answer = await simulator.Http.SendAsync(request, RunningSimulator.Cancel);

        var statement = JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!;
        Assert.Equal("CapabilityStatement", (string?)statement["resourceType"]);
        Assert.Equal("4.0.1", (string?)statement["fhirVersion"]);
        Assert.Equal(simulator.Time.GetUtcNow(), answer.Headers.Date);
    }

    [Fact]
    public async Task Unknown_hospital_is_404()
    {
        using var traffic = await simulator.Http.GetAsync("/nowhere/fhir/metadata", RunningSimulator.Cancel);
        using var control = await simulator.Http.GetAsync("/hospitals/nowhere/site.json", RunningSimulator.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, traffic.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, control.StatusCode);
    }
}
