using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>Right server, other hospital: the organisation that the records name is not the one that this connection is for.</summary>
internal static class OrganizationCheck
{
    // Words that half of all hospitals carry and that tell none from another.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "of", "and", "at", "for", "a", "in", "hospital", "hospitals", "health", "healthcare", "medical", "medicine", "center", "centre", "system", "systems",
        "clinic", "clinics", "group", "regional", "general", "community", "memorial", "university", "county", "family", "practice", "care", "services", "service",
        "network", "inc", "llc", "corp", "corporation", "foundation", "saint", "st", "mrn", "mr", "test", "department", "facility", "physicians", "associates",
    };

    // Numbers that states, insurers and other offices hand out: their assigner is no hospital.
    private static readonly string[] NotTheHospital = ["SS", "DL", "PPN", "MC", "MA", "SN", "NI", "TAX", "SB", "MB", "NPI"];

    internal static Finding? Judge(Climb climb, IReadOnlyList<Patient> patients, IReadOnlyList<EvidenceItem> evidence)
    {
        if (Words(climb.Connection.Organization) is not { Count: > 0 } expected)
            return null;
        var named = patients.Select(patient => OddData.Read(() => Names(patient), [])).Where(names => names.Count > 0).ToList();
        if (named.Count == 0 || named.Any(names => names.Any(name => Words(name).Overlaps(expected))))
            return null;
        var seen = string.Join("; ", named.SelectMany(names => names).Distinct(StringComparer.OrdinalIgnoreCase).Take(3));
        return climb.Find(
            FindingCodes.ApiWrongSite,
            [.. evidence, new("Organisation expected", climb.Connection.Organization!), new("Organisation in the records", seen)],
            ("organization", climb.Connection.Organization!)) with { Confidence = Confidence.Guess };
    }

    // The organisation that keeps the record counts; only where none is named, whoever gave the record number.
    private static IReadOnlyList<string> Names(Patient patient)
    {
        var contained = patient.Contained.OfType<Organization>().Where(organization => patient.ManagingOrganization?.Reference == "#" + organization.Id);
        string[] managing = [.. new[] { patient.ManagingOrganization?.Display }.Concat(contained.Select(organization => organization.Name)).OfType<string>().Where(name => Words(name).Count > 0)];
        return managing.Length > 0 ? managing
            : [.. patient.Identifier.Where(IsOfTheHospital).Select(identifier => identifier.Assigner?.Display).OfType<string>().Where(name => Words(name).Count > 0).Distinct()];
    }

    private static bool IsOfTheHospital(Identifier identifier) =>
        identifier.System is not (null or "http://hl7.org/fhir/sid/us-ssn" or "urn:oid:2.16.840.1.113883.4.1" or "http://hl7.org/fhir/sid/us-npi")
        && !(identifier.Type?.Coding ?? []).Any(coding => NotTheHospital.Contains(coding.Code));

    // All words where only common ones are left, so that "General Hospital" is still compared with something.
    private static HashSet<string> Words(string? name)
    {
        var all = (name ?? "").Split([' ', '\t', ',', '.', '-', '/', '(', ')', '\'', '’', '&', '|', '_'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 1).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var telling = all.Where(word => !Common.Contains(word)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return telling.Count > 0 ? telling : all;
    }
}
