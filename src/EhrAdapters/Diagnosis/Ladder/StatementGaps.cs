using EhrAdapters.Vendors;
using Hl7.Fhir.Model;
using Interaction = Hl7.Fhir.Model.CapabilityStatement.TypeRestfulInteraction;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>
/// What a statement does not list of what we need. Patient itself stops the ladder; a search parameter or a clinical type is a
/// warning, because the next rungs try it and servers forget to describe what they offer.
/// </summary>
internal static class StatementGaps
{
    /// <summary>The gaps, or null where nothing is missing.</summary>
    internal static IEnumerable<Gaps?> Find(CapabilityStatement statement, VendorProfile profile) =>
    [
        Mapping.OddData.Read(() => Patients(statement), new Gaps(["the Patient resource"], CheckState.Warning)) is { } hard ? hard : null,
        Mapping.OddData.Read(() => Softer(statement, profile), null),
    ];

    // A server that lists a resource without interactions has forgotten to describe itself; one that lists others does not offer ours.
    private static Gaps? Patients(CapabilityStatement statement)
    {
        var patients = Of(statement, "Patient");
        if (patients.Count == 0)
            return new(["the Patient resource"], CheckState.Failed);
        var offered = Offered(patients);
        string[] missing = [.. offered.Contains(Interaction.Read) ? [] : new[] { "reading Patient" }, .. offered.Contains(Interaction.SearchType) ? [] : new[] { "searching Patient" }];
        return missing.Length == 0 ? null : new(missing, offered.Count == 0 ? CheckState.Warning : CheckState.Failed);
    }

    private static Gaps? Softer(CapabilityStatement statement, VendorProfile profile)
    {
        List<string> missing = [];
        if (Offered(Of(statement, "Patient")).Contains(Interaction.SearchType) && Lacks(Of(statement, "Patient"), "identifier"))
            missing.Add("searching Patient by identifier");
        foreach (var record in profile.Records)
        {
            var listed = Of(statement, record.Type);
            if (listed.Count == 0)
                missing.Add($"the {record.Type} resource");
            else if (Offered(listed) is { Count: > 0 } offered && !offered.Contains(Interaction.SearchType))
                missing.Add($"searching {record.Type}");
            else if (record.Parameters.ContainsKey("patient") && Lacks(listed, "patient"))
                missing.Add($"searching {record.Type} by patient");
        }

        return missing.Count == 0 ? null : new(missing, CheckState.Warning);
    }

    private static List<CapabilityStatement.ResourceComponent> Of(CapabilityStatement statement, string type) =>
        [.. statement.Rest.SelectMany(rest => rest.Resource).Where(resource => resource.TypeElement?.JsonValue?.ToString() == type)];

    private static HashSet<Interaction> Offered(IEnumerable<CapabilityStatement.ResourceComponent> resources) =>
        resources.SelectMany(resource => resource.Interaction).Select(interaction => interaction.Code).OfType<Interaction>().ToHashSet();

    // Without a single parameter the list is left out, not empty.
    private static bool Lacks(IReadOnlyList<CapabilityStatement.ResourceComponent> resources, string parameter)
    {
        var names = resources.SelectMany(resource => resource.SearchParam).Select(search => search.Name).OfType<string>().ToList();
        return names.Count > 0 && !names.Contains(parameter);
    }

    /// <summary>What is missing, one entry a thing to switch on.</summary>
    internal sealed record Gaps(IReadOnlyList<string> Missing, CheckState State)
    {
        internal Finding Finding(Climb climb, IReadOnlyList<EvidenceItem> evidence)
        {
            var finding = climb.Find(FindingCodes.FhirCapMissingRes, [.. evidence, .. Missing.Select(gap => new EvidenceItem("Not listed", gap))], ("missing", Listed));
            // One request for each, so that each can be ticked off.
            return finding with
            {
                State = State,
                // Servers forget to list what they offer; what they list without our interactions they do not offer.
                Confidence = State is CheckState.Failed ? Confidence.Likely : Confidence.Guess,
                Requests = [.. Missing.Select(gap => climb.Find(FindingCodes.FhirCapMissingRes, [], ("missing", gap)).Requests[0])],
            };
        }

        private string Listed => Missing.Count < 3 ? string.Join(" and ", Missing) : $"{Missing[0]} and {Missing.Count - 1} more things";
    }
}
