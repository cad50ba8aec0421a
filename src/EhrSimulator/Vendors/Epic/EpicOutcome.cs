using System.Text.Json.Nodes;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Epic;

/// <summary>Epic's numbered findings, as they stand in <c>details.coding</c>.</summary>
internal static class EpicOutcome
{
    public const string NoHits = "4101";
    public const string MergedPatient = "4107";
    public const string SessionExpired = "4113";
    public const string PatientContext = "4119";
    public const string TooManyHits = "4127";
    public const string UnknownParameter = "59100";
    public const string MissingRequired = "59159";
    public const string InvalidValue = "59102";
    public const string CategoryNeeded = "59108";

    public static JsonObject Of(params IEnumerable<JsonObject> issues) => new()
    {
        ["resourceType"] = "OperationOutcome", ["issue"] = Json.List(issues),
    };

    public static JsonObject Issue(Call call, string severity, string code, string number, string words, string? location = null)
    {
        var details = Json.Concept(words, Json.Coding($"urn:oid:{call.Profile.OidArc}.3.7.2.657369", number, words));
        return BundleWriter.Issue(severity, code, details, location: location);
    }
}
