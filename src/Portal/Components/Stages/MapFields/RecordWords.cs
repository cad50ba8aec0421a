using EhrAdapters.Mapping;

namespace Portal.Components.Stages.MapFields;

/// <summary>Kinds of records as headings and counts.</summary>
public static class RecordWords
{
    /// <summary>"Medication request".</summary>
    public static string Title(string resourceType) => ContractResources.Word(resourceType) is var word ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : "";

    /// <summary>"10 sample patients, 48 conditions".</summary>
    public static string Count(string resourceType, int count) =>
        resourceType != ContractResources.Patient ? ContractResources.Count(count, resourceType) : count == 1 ? "1 sample patient" : $"{count} sample patients";
}
