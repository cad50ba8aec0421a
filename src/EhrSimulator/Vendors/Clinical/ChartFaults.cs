using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>What can be wrong with single clinical records, so that a check of them has something to find.</summary>
internal static class ChartFaults
{
    private static readonly (string Fault, string Type, Action<JsonObject> Change)[] Changes =
    [
        (Fault.DanglingReference, "Observation", record => record["encounter"] = Chart.Reference("Encounter/moved-with-the-archive")),
        (Fault.RecordWrongType, "Observation", record =>
        {
            record["valueQuantity"]!["value"] = "about 80";
            record["status"] = 4;
        }),
        (Fault.RecordFutureDate, "Observation", record => record["effectiveDateTime"] = "2199-03-01T09:00:00-05:00"),
        (Fault.RecordWrongUnit, "Observation", record =>
        {
            record["valueQuantity"]!["unit"] = "stone";
            record["valueQuantity"]!["code"] = "stone";
            record["valueQuantity"]!["system"] = "https://units.example/ward";
        }),
    ];

    public static void Spoil(Dials dials, string type, JsonObject record)
    {
        if (dials.Faults.Count == 0) return;
        foreach (var (_, _, change) in Changes.Where(c => c.Type == type && dials.Has(c.Fault))) change(record);
    }
}
