using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>The samples that one field is looked for in: the patients, or their records of the field's type.</summary>
internal sealed class SampledRecords(string resourceType, IReadOnlyList<SamplePatient> patients)
{
    internal string ResourceType => resourceType;

    internal IReadOnlyList<Resource> All { get; } = resourceType == ContractResources.Patient
        ? [.. patients.Select(sample => sample.Patient)]
        : [.. patients.SelectMany(sample => sample.Records).Where(record => record.TypeName == resourceType)];

    internal int Count => All.Count;

    /// <summary>Them in words, such as <c>sample patients</c>.</summary>
    internal string Words => $"sample {ContractResources.Words(resourceType)}";

    internal string Word => $"sample {ContractResources.Word(resourceType)}";
}
