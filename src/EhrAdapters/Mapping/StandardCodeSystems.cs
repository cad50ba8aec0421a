namespace EhrAdapters.Mapping;

/// <summary>The code systems that the product thinks in, by the canonicals that FHIR R4 gives them.</summary>
public static class StandardCodeSystems
{
    /// <summary>SNOMED CT.</summary>
    public const string SnomedCt = "http://snomed.info/sct";

    /// <summary>LOINC.</summary>
    public const string Loinc = "http://loinc.org";

    /// <summary>RxNorm.</summary>
    public const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";

    /// <summary>UCUM, for units.</summary>
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>ICD-10-CM.</summary>
    public const string Icd10Cm = "http://hl7.org/fhir/sid/icd-10-cm";

    /// <summary>HL7 v3 ActCode, for the class of an encounter.</summary>
    public const string ActCode = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    // Some servers still write OIDs.
    private static readonly Dictionary<string, string> ByOid = new(StringComparer.Ordinal)
    {
        ["urn:oid:2.16.840.1.113883.6.96"] = SnomedCt,
        ["urn:oid:2.16.840.1.113883.6.1"] = Loinc,
        ["urn:oid:2.16.840.1.113883.6.88"] = RxNorm,
        ["urn:oid:2.16.840.1.113883.6.8"] = Ucum,
        ["urn:oid:2.16.840.1.113883.6.90"] = Icd10Cm,
        ["urn:oid:2.16.840.1.113883.5.4"] = ActCode,
    };

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [SnomedCt] = "SNOMED CT", [Loinc] = "LOINC", [RxNorm] = "RxNorm", [Ucum] = "UCUM", [Icd10Cm] = "ICD-10-CM", [ActCode] = "v3-ActCode",
    };

    /// <summary>The ones that people choose from, by canonical, in the order people read them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Keys];

    /// <summary>What people call a code system; the last part of its canonical where it is none of ours.</summary>
    public static string NameOf(string canonical) => Names.GetValueOrDefault(canonical) ?? canonical.TrimEnd('/').Split('/', ':')[^1];

    /// <summary>True where both name the same code system; an OID counts as the canonical.</summary>
    public static bool Same(string? left, string? right) => left is not null && right is not null && Canonical(left) == Canonical(right);

    private static string Canonical(string system) => ByOid.GetValueOrDefault(system.Trim(), system.Trim().TrimEnd('/'));
}
