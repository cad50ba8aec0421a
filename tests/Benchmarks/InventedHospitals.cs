using System.Text.Json;

namespace Benchmarks;

internal sealed record InventedHospital(string Name, string Alias, string City, string State, string PostalCode, string Address);

/// <summary>Hospitals that do not exist, with names as common and as alike as real ones.</summary>
internal static class InventedHospitals
{
    private static readonly string[] Saints = ["Mercy", "Saint Anne", "Saint Brendan", "Saint Clare", "Good Shepherd", "Providence", "Trinity", "Holy Name", "Grace", "Bethany", "Sacred Lake", "Hope"];
    private static readonly string[] Nature = ["Lake", "River", "Harbor", "Cedar", "Oak", "Prairie", "Summit", "Valley", "Canyon", "Mesa", "Willow", "Stone", "Eagle", "Fox", "Heron", "Juniper", "Maple", "Pine", "Silver", "Granite"];
    private static readonly string[] Ends = ["side", "view", "wood", "field", "crest", "brook", "ridge", "haven", "port", "dale", "ford", "mont", "gate", "shore", "spring"];
    private static readonly string[] Ways = ["North", "South", "East", "West", "Central", "Greater", "Upper", "Lower", "Regional", "Community", "County", "Metro"];
    private static readonly string[] Kinds = ["Hospital", "Medical Center", "Clinic", "Family Medicine", "Health System", "Pediatrics", "Surgical Associates", "Orthopedics", "Cardiology", "Women's Health", "Internal Medicine", "Physicians Group", "Health Network", "Cancer Center", "Eye Institute", "Urgent Care"];
    private static readonly string[] Codes = ["AL", "AZ", "AR", "CA", "CO", "CT", "FL", "GA", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NC", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "SC", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY"];

    public static IReadOnlyList<InventedHospital> Make(int count, Random random) => [.. Enumerable.Range(0, count).Select(number => One(number, random))];

    /// <summary>As SMART User-access Brands, two resources a hospital.</summary>
    public static byte[] Bundle(IReadOnlyList<InventedHospital> hospitals) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        resourceType = "Bundle",
        type = "collection",
        entry = hospitals.SelectMany((hospital, number) => new object[]
        {
            new
            {
                fullUrl = $"urn:uuid:o{number}",
                resource = new
                {
                    resourceType = "Organization", id = $"o{number}", name = hospital.Name, alias = new[] { hospital.Alias },
                    address = new[] { new { city = hospital.City, state = hospital.State, postalCode = hospital.PostalCode } },
                    endpoint = new[] { new { reference = $"urn:uuid:e{number}" } },
                },
            },
            new
            {
                fullUrl = $"urn:uuid:e{number}",
                resource = new { resourceType = "Endpoint", id = $"e{number}", status = "active", connectionType = new { code = "hl7-fhir-rest" }, address = hospital.Address },
            },
        }),
    });

    private static InventedHospital One(int number, Random random)
    {
        var town = Pick(Nature) + Pick(Ends);
        var root = random.Next(3) switch { 0 => Pick(Saints), 1 => town, _ => $"{Pick(Ways)} {town}" };
        var way = random.Next(4) == 0 ? " " + Pick(Ways) : "";
        var address = random.Next(3) switch
        {
            0 => $"https://fhir.{town.ToLowerInvariant()}{number}.example/FHIRProxy/api/FHIR/R4",
            1 => $"https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-{number:d12}",
            _ => $"https://mtrestapis.{town.ToLowerInvariant()}{number}.example:443/v1/uscore/R4",
        };
        return new($"{root}{way} {Pick(Kinds)}", $"{town} {number:d5}", Pick(Nature) + Pick(Ends), Pick(Codes), random.Next(1000, 99999).ToString("d5", System.Globalization.CultureInfo.InvariantCulture), address);

        string Pick(string[] words) => words[random.Next(words.Length)];
    }
}
