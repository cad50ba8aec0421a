using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using Xunit;

namespace EhrSimulator.Tests.Vendors;

/// <summary>Holds the invented patients to what vendors' sandboxes really sent, where such captures lie beside the repository.</summary>
public sealed class CapturedShapeTests
{
    /// <summary>Vendor, line of the capture, and elements that only that one captured patient happens to have.</summary>
    public static TheoryData<string, int, string[]> Captures => new()
    {
        { "epic", 0, ["generalPractitioner"] },
        { "athenahealth", 1, ["address/period/end", "extension/valueCodeableConcept"] },
        { "oracle-health", 5, ["generalPractitioner", "address/id", "extension/id", "userSelected"] },
    };

    [Theory, MemberData(nameof(Captures))]
    public void Every_element_of_a_captured_patient_occurs_among_the_simulated_ones(string vendor, int line, string[] onlyThere)
    {
        var file = Path.Combine(RepositoryRoot(), "..", "shared", "data", "patients", "vendor-sandbox-patients.ndjson");
        Assert.SkipUnless(File.Exists(file), "The folder ../shared/data with captured patients is not beside the repository.");
        var captured = Paths(JsonNode.Parse(File.ReadLines(file).ElementAt(line)), "");

        var simulated = new HospitalDirectory().All.Where(h => h.Profile.Vendor == vendor)
            .SelectMany(h => h.Patients.All).SelectMany(r => Paths(r.Resource, "")).ToHashSet();

        var missing = captured.Except(simulated).Where(path => !onlyThere.Any(o => path.Contains(o, StringComparison.Ordinal)));
        Assert.Equal([], missing.Order());
    }

    private static HashSet<string> Paths(JsonNode? node, string at) => node switch
    {
        JsonObject o => [.. o.SelectMany(p => Paths(p.Value, $"{at}/{p.Key}").Append($"{at}/{p.Key}"))],
        JsonArray a => [.. a.SelectMany(i => Paths(i, at))],
        _ => [],
    };

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OnboardingPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
