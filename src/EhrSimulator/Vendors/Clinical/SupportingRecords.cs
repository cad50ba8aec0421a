using System.Globalization;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>Whom charts refer to: the hospital's clinicians and the organisations that its vendor writes into patients.</summary>
internal static class SupportingRecords
{
    private const int Clinicians = 4;
    private static readonly string[] Given = ["Perpetua", "Ansel", "Octavia", "Leopold"];
    private static readonly string[] Family = ["Marchbanks", "Ferncastle", "Odell", "Hollowell"];

    /// <summary>Types that can be read but not searched; who may read visits may read who held them.</summary>
    public static readonly IReadOnlyList<string> Types = ["Practitioner", "Organization"];

    public static string Practitioner(HospitalProfile profile, int number) => $"{profile.Slug}-p{number % Clinicians + 1}";

    public static Hit? Find(Hospital hospital, string type, string id)
    {
        var resource = type switch
        {
            "Practitioner" => Clinician(hospital.Profile, id),
            "Organization" when Organizations(hospital.Profile).Contains(id) => new JsonObject { ["resourceType"] = type, ["id"] = id, ["active"] = true, ["name"] = hospital.Profile.Name },
            _ => null,
        };
        return resource is null ? null : new(type, id, resource.Bytes());
    }

    private static JsonObject? Clinician(HospitalProfile profile, string id)
    {
        var number = Enumerable.Range(0, Clinicians).FirstOrDefault(n => Practitioner(profile, n) == id, -1);
        return number < 0 ? null : new JsonObject
        {
            ["resourceType"] = "Practitioner",
            ["id"] = id,
            ["identifier"] = Json.List(new JsonObject { ["system"] = "http://hl7.org/fhir/sid/us-npi", ["value"] = (1_000_000_000 + number).ToString(CultureInfo.InvariantCulture) }),
            ["active"] = true,
            ["name"] = Json.List(new JsonObject { ["family"] = Family[number], ["given"] = Json.Texts([Given[number]]) }),
        };
    }

    private static string[] Organizations(HospitalProfile profile) =>
        [$"eOrg-{profile.Slug}3", $"a-1.Practice-{profile.Practice}", $"a-{profile.Practice}.Brand-1", $"a-{profile.Practice}.CSG-1", $"a-{profile.Practice}.PG-1"];
}
