using EhrAdapters.Mapping;

namespace Portal.Components.Stages.MapFields;

/// <summary>Resource types as people read them.</summary>
public static class RecordWords
{
    /// <summary>"Medication request".</summary>
    public static string Title(string resourceType) => Words(resourceType) is var words && words.Length > 0 ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    /// <summary>"10 sample patients", "48 conditions", "12 allergies".</summary>
    public static string Count(string resourceType, int count) => (resourceType, count) switch
    {
        (ContractResources.Patient, 1) => "1 sample patient",
        (ContractResources.Patient, _) => $"{count} sample patients",
        (_, 1) => $"1 {Words(resourceType)}",
        _ => $"{count} {Words(resourceType)}s",
    };

    // FHIR's own words, with the space that a type's name lacks.
    private static string Words(string resourceType) => string.Concat(resourceType.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
