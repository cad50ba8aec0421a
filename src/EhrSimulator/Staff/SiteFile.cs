using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Vendors;

namespace EhrSimulator.Staff;

/// <summary>The ready site file: everything that onboarding this hospital without a browser needs.</summary>
internal static class SiteFile
{
    private static readonly string[] Resources = ["Patient", .. VendorApi.ClinicalTypes];

    public static JsonObject For(Hospital hospital, string root)
    {
        var profile = hospital.Profile;
        var file = new JsonObject
        {
            ["name"] = profile.Name,
            ["vendor"] = profile.Vendor,
            ["environment"] = "simulator",
            ["fhirBaseUrl"] = root + hospital.Vendor.FhirPath(profile),
            ["timeZone"] = profile.TimeZone,
            ["signIn"] = SignIn(hospital),
            ["patients"] = new JsonObject { ["mrns"] = Json.Texts(hospital.Patients.Test.Select(r => r.Mrn)) },
        };
        if (profile.Mapping.Count > 0) file["mapping"] = Texts(profile.Mapping);
        file["vendorOptions"] = Texts(profile.VendorOptions);
        file["load"] = new JsonObject { ["peakRequestsPerMinute"] = 600, ["capRequestsPerMinute"] = 1200, ["holdSeconds"] = 15 };
        file["approvals"] = Json.List(new JsonObject { ["name"] = "Ember Quoin", ["role"] = "engineer" });
        file["allowPrivateNetwork"] = Json.Texts(["127.0.0.1", "::1", "localhost"]);
        return file;
    }

    private static JsonObject SignIn(Hospital hospital)
    {
        var (profile, ready) = (hospital.Profile, hospital.Ready);
        var signIn = new JsonObject { ["method"] = ready.Method };
        if (ready.Method == SignInMethod.None) return signIn;
        signIn["clientId"] = ready.Registration.ClientId;
        if (ready.PrivateKey is { } pem)
        {
            signIn["privateKey"] = pem;
            signIn["keyId"] = ready.KeyId;
            signIn["algorithm"] = profile.Algorithm;
        }
        signIn.Put("secret", ready.Registration.Secret);
        signIn["scopes"] = Json.Texts(Resources.Select(r => profile.ScopesV1 ? $"system/{r}.read" : $"system/{r}.rs"));
        return signIn;
    }

    private static JsonObject Texts(IReadOnlyDictionary<string, string> pairs) =>
        new(pairs.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
}
