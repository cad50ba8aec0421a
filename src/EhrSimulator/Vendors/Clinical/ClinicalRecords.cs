using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>A patient's chart, made when asked for and always the same; no two patients have the same one.</summary>
internal static class ClinicalRecords
{
    public static IEnumerable<Hit> Search(Hospital hospital, string type, Query query)
    {
        if (query["_id"] is { } id) return Find(hospital, type, id) is { } one ? [one] : [];
        var patient = (query["patient"] ?? query["subject"] ?? "").Replace("Patient/", "", StringComparison.Ordinal);
        return hospital.Patients.Find(patient) is { Merged: false } record
            ? Enumerable.Range(1, ChartSize.Of(type, record.Person)).Select(n => Build(hospital, type, record, n))
            : [];
    }

    public static Hit? Find(Hospital hospital, string type, string id)
    {
        if (SupportingRecords.Find(hospital, type, id) is { } supporting) return supporting;
        var cut = id.LastIndexOf(".c", StringComparison.Ordinal);
        return cut > 0 && int.TryParse(id[(cut + 2)..], out var n) && n > 0
            && hospital.Patients.Find(id[..cut]) is { Merged: false } record && n <= ChartSize.Of(type, record.Person)
            ? Build(hospital, type, record, n)
            : null;
    }

    private static Hit Build(Hospital hospital, string type, PatientRecord record, int n)
    {
        var id = $"{record.Id}.c{n}";
        var chart = new Chart(hospital.Profile, record, n, new SeededRandom($"{hospital.Profile.Slug}/{type}/{id}"));
        var resource = new JsonObject { ["resourceType"] = type, ["id"] = id };
        ChartFaults.Spoil(hospital.Dials, type, ChartWriter.Write(resource, type, chart));
        return new(type, id, resource.Bytes());
    }
}
