using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using Xunit;

namespace EhrSimulator.Tests.Hospitals;

/// <summary>One hospital of each vendor whose patients need three mappings of their own: the number, an extension and a code set.</summary>
public sealed class OwnWaysTests
{
    private const string UsCore = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private static readonly Dictionary<string, IReadOnlyList<PatientRecord>> Patients = new HospitalDirectory().All.ToDictionary(h => h.Profile.Slug, h => (IReadOnlyList<PatientRecord>)[.. h.Patients.Test]);

    public static TheoryData<string> Slugs => ["marrowgate", "harrow-valley", "copper-ridge", "sundial-clinics", "pelican-bay"];

    /// <summary>Hospital, its extension, the part that holds the value, and the usual places that are empty there.</summary>
    public static TheoryData<string, string, string?, string[]> Extensions => new()
    {
        { "marrowgate", "https://fhir.marrowgate.example/StructureDefinition/preferred-language", null, ["communication"] },
        { "harrow-valley", "https://fhir.harrow-valley.example/r4/StructureDefinition/birth-registration", "sex-at-birth", ["us-core-birthsex", "us-core-sex"] },
        { "copper-ridge", "https://copper-ridge.meditech.example/fhir/StructureDefinition/hispanic-origin", null, ["us-core-ethnicity"] },
        { "sundial-clinics", "https://sundial-clinics.example/fhir/StructureDefinition/spoken-language", null, ["communication"] },
        { "pelican-bay", "https://pelican-bay.example/fhir/StructureDefinition/race", null, ["us-core-race"] },
    };

    /// <summary>Hospital, and where its own codes stand: an extension of US Core or the language.</summary>
    public static TheoryData<string, string> CodeSets => new()
    {
        { "marrowgate", "us-core-race" }, { "harrow-valley", "communication" }, { "copper-ridge", "us-core-race" }, { "sundial-clinics", "us-core-ethnicity" }, { "pelican-bay", "us-core-ethnicity" },
    };

    [Fact]
    public void Each_vendor_has_one_and_it_is_not_the_ordinary_one()
    {
        var own = HospitalCatalog.All.Where(h => h.Own is not null).ToList();

        Assert.Equal(Slugs.Select(slug => (string)slug.Data), own.Select(h => h.Slug));
        Assert.Equal(HospitalCatalog.All.Select(h => h.Vendor).Distinct(), own.Select(h => h.Vendor));
        Assert.All(HospitalCatalog.All.DistinctBy(h => h.Vendor), ordinary => Assert.Null(ordinary.Own));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Number_is_not_where_the_vendor_usually_has_it(string slug)
    {
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);

        Assert.All(Patients[slug], record =>
        {
            var numbers = record.Resource["identifier"]!.AsArray().OfType<JsonObject>().ToList();
            Assert.Contains(numbers, n => (string?)n["value"] == record.Mrn && (string?)n["system"] == profile.MrnSystem);
            var usual = numbers.Where(n => IsUsual(profile.Vendor, n)).Select(n => (string?)n["value"]).ToList();
            Assert.DoesNotContain(record.Mrn, usual);
            if (profile.Vendor != "epic") Assert.NotEmpty(usual);
        });
    }

    [Theory, MemberData(nameof(Extensions))]
    public void Field_stands_in_an_extension_of_its_own_and_nowhere_else(string slug, string url, string? part, string[] usual)
    {
        var values = Patients[slug].Select(record => Extension(record, url)).OfType<JsonObject>()
            .Select(e => part is null ? e : e["extension"]!.AsArray().OfType<JsonObject>().Single(p => (string?)p["url"] == part))
            .Select(e => e.Single(p => p.Key.StartsWith("value", StringComparison.Ordinal)).Value!.ToJsonString()).ToList();

        Assert.Equal(9, values.Count);
        Assert.InRange(values.Distinct().Count(), 2, 5);
        Assert.All(Patients[slug], record => Assert.All(usual, place => Assert.Null(At(record, place))));
    }

    [Theory, MemberData(nameof(CodeSets))]
    public void Code_set_is_its_own_with_words_that_say_what_each_code_means(string slug, string place)
    {
        var own = HospitalCatalog.All.Single(h => h.Slug == slug).Own!.Codes!;

        var codings = Patients[slug].Select(record => At(record, place)).OfType<JsonNode>().SelectMany(Codings).ToList();

        Assert.True(codings.Count >= 9);
        Assert.All(codings, coding => Assert.Equal(own.System, (string?)coding["system"]));
        Assert.All(codings, coding => Assert.Contains(new Coded((string)coding["code"]!, (string)coding["display"]!), own.Local.Values));
        Assert.Empty(own.Local.Keys.Intersect(own.Local.Values.Select(local => local.Code)));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Extension_that_only_sounds_alike_is_on_every_patient(string slug)
    {
        if (HospitalCatalog.All.Single(h => h.Slug == slug).Own!.Place is not { } place) return;

        Assert.All(Patients[slug], record => Assert.Contains((string?)Extension(record, place.Beside)!["valueString"], place.Remarks));
    }

    private static bool IsUsual(string vendor, JsonObject identifier)
    {
        var text = (string?)identifier["type"]?["text"];
        var coded = identifier["type"]?["coding"]?.AsArray().Any(c => (string?)c!["code"] == "MR") == true;
        return vendor switch
        {
            "epic" => text is "MRN" or "EPI" or "MR" || coded,
            "athenahealth" => (string?)identifier["system"] == "https://fhir.athena.io/sid/ah-patient",
            "meditech" => coded || ((string?)identifier["system"])?.EndsWith("/identifier/MRN", StringComparison.Ordinal) == true,
            _ => coded || text is "MRN" or "Medical Record Number",
        };
    }

    private static JsonNode? At(PatientRecord record, string place) => place == "communication" ? record.Resource[place] : Extension(record, UsCore + place);

    private static JsonObject? Extension(PatientRecord record, string url) =>
        record.Resource["extension"]?.AsArray().OfType<JsonObject>().SingleOrDefault(e => (string?)e["url"] == url);

    private static IEnumerable<JsonObject> Codings(JsonNode? node) => node switch
    {
        JsonObject coding when coding.ContainsKey("code") => [coding],
        JsonObject other => other.SelectMany(p => Codings(p.Value)),
        JsonArray list => list.SelectMany(Codings),
        _ => [],
    };
}
