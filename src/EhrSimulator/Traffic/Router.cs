using EhrSimulator.Hospitals;
using EhrSimulator.Vendors;
using EhrSimulator.Vendors.Clinical;

namespace EhrSimulator.Traffic;

/// <summary>Turns a path below a hospital into one of its services. Paths keep their case, as at the vendors.</summary>
internal static class Router
{
    // Served by every vendor's real server, but granted to no client here.
    private static readonly string[] KnownOnly = ["Procedure", "Immunization", "DiagnosticReport", "DocumentReference", "CarePlan"];

    public static Route Of(Hospital hospital, string rawPath, string method)
    {
        var (vendor, profile) = (hospital.Vendor, hospital.Profile);
        var path = rawPath.TrimEnd('/');
        if (path == vendor.TokenPath(profile)) return new(Area.Token);
        if (vendor.SmartPaths(profile).Contains(path)) return new(Area.SmartConfiguration);
        if (!path.StartsWith(vendor.FhirPath(profile) + "/", StringComparison.Ordinal)) return new(Area.Elsewhere);
        return path[(vendor.FhirPath(profile).Length + 1)..].Split('/') switch
        {
            ["metadata"] => new(Area.Metadata),
            [var type] when IsKnown(type) => new(Area.Search, type),
            [var type, "_search"] when IsKnown(type) && method == "POST" => new(Area.Search, type),
            [var type, var id] when IsKnown(type) || SupportingRecords.Types.Contains(type) => new(Area.Read, type, id),
            [var type, ..] => new(Area.Elsewhere, type),
            _ => new(Area.Elsewhere),
        };
    }

    private static bool IsKnown(string type) => type == "Patient" || VendorApi.ClinicalTypes.Contains(type) || KnownOnly.Contains(type);
}
