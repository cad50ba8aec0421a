using System.Text.Json;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.SignIn;

namespace EhrSimulator.Staff;

/// <summary>What the control plane says about a hospital, as JSON.</summary>
internal static class HospitalSummary
{
    public static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static JsonObject Of(Hospital hospital, string origin)
    {
        var profile = hospital.Profile;
        return new()
        {
            ["slug"] = profile.Slug,
            ["name"] = profile.Name,
            ["vendor"] = profile.Vendor,
            ["fhirBaseUrl"] = $"{origin}/{profile.Slug}{hospital.Vendor.FhirPath(profile)}",
            ["timeZone"] = profile.TimeZone,
            ["signInMethods"] = Json.Texts(profile.SignInMethods),
            ["allowsSearch"] = profile.AllowsListing,
            ["vendorOptions"] = JsonSerializer.SerializeToNode(profile.VendorOptions, Wire),
            ["page"] = $"{origin}/hospitals/{profile.Slug}",
            ["tokenRequests"] = hospital.TokenRequests,
            ["dials"] = Dials(hospital),
        };
    }

    public static JsonNode? Dials(Hospital hospital) => JsonSerializer.SerializeToNode(hospital.Dials, Wire);

    /// <summary>What the hospital's staff sends back once they have done their part.</summary>
    public static JsonObject StaffAnswer(Hospital hospital, RegisteredClient client, string origin)
    {
        var test = hospital.Patients.Test.ToList();
        var answer = Of(hospital, origin);
        answer["clientId"] = client.ClientId;
        answer["clientSecret"] = client.Secret;
        answer["jwksUrl"] = client.JwksUrl;
        answer["tokenUrl"] = $"{origin}/{hospital.Profile.Slug}{hospital.Vendor.TokenPath(hospital.Profile)}";
        answer["mrns"] = Json.Texts(test.Select(r => r.Mrn));
        answer["fhirIds"] = Json.Texts(test.Select(r => r.Id));
        return answer;
    }
}
