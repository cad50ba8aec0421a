using EhrAdapters.Mapping;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.Samples;

/// <summary>Decides whether a candidate is the patient that was asked for: vendors match loosely and pools overlap.</summary>
public static class MrnMatch
{
    /// <summary>The same number after trimming; one side may have lost or gained leading zeros on its way.</summary>
    public static bool Same(string? left, string? right) =>
        Normalise(left) is { Length: > 0 } number && string.Equals(number, Normalise(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>By the site's own mapping of the MRN: what counts in validation.</summary>
    public static Func<Patient, string, bool> Mapped(IFieldMapper mapper, FieldMap map, DataContract contract)
    {
        var onlyMrn = contract with { Fields = [.. contract.Fields.Where(field => field.Id == ContractFields.Mrn)] };
        var mapping = new FieldMap { Fields = [.. map.Fields.Where(field => field.FieldId == ContractFields.Mrn)] };
        return (patient, mrn) => mapper.Map(patient, mapping, onlyMrn).Find(ContractFields.Mrn)?.Value is string mapped && Same(mapped, mrn);
    }

    /// <summary>By any identifier: enough to look for the MRN's place before it is mapped.</summary>
    public static bool AnyIdentifier(Patient patient, string mrn) =>
        patient.Identifier.Any(identifier => Same(identifier.Value, mrn));

    private static string Normalise(string? number)
    {
        var trimmed = number?.Trim() ?? "";
        var short0 = trimmed.TrimStart('0');
        return short0.Length == 0 && trimmed.Length > 0 ? "0" : short0;
    }
}
