using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Discovery;

/// <summary>Lists what occurs in a hospital's sample records: identifiers, extensions, code systems and codes. Keeps no record.</summary>
public static class MappingDiscovery
{
    /// <summary>Looks at sample patients and at any other records of theirs.</summary>
    /// <param name="patients">The sample patients.</param>
    /// <param name="others">Other resources; each is counted for the patient that it refers to.</param>
    public static DiscoveryReport Discover(IReadOnlyList<Patient> patients, IReadOnlyList<Resource>? others = null)
    {
        var tally = new DiscoveryTally();
        var byReference = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < patients.Count; number++)
        {
            if (OddData.Read(() => patients[number].Id, null) is { Length: > 0 } id)
                byReference.TryAdd($"Patient/{id}", number);
            new RecordWalk(tally, number).Read(patients[number]);
        }

        var stranger = patients.Count;
        foreach (var other in others ?? [])
            new RecordWalk(tally, Owner(other) is { } patient && byReference.TryGetValue(patient, out var owner) ? owner : stranger++).Read(other);
        return tally.Report(patients.Count, others?.Count ?? 0);
    }

    private static string? Owner(Resource resource) => OddData.Read(
        () => resource.EnumerateElements().Where(element => element.Key is "subject" or "patient").Select(element => element.Value).OfType<ResourceReference>()
            .Select(reference => reference.Reference).FirstOrDefault(reference => reference is not null),
        null) is { } said && said.LastIndexOf("Patient/", StringComparison.Ordinal) is var at and >= 0 ? said[at..] : null;
}
