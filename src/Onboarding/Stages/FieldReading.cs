using EhrAdapters.Mapping;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages;

/// <summary>Reads mapped fields off a patient so that no patient, however odd, stops the others.</summary>
internal static class FieldReading
{
    private const string Broken = "This record could not be read here; the fault is on our side.";

    internal static NormalisedField Read(IFieldMapper mapper, Patient patient, ContractField field, FieldMapping mapping)
    {
        try
        {
            return mapper.Map(patient, new() { Fields = [mapping] }, new(DataContract.Default.Version, [field])).Fields[0];
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new() { FieldId = field.Id, Outcome = FieldOutcome.Invalid, Reason = Broken };
        }
    }

    internal static NormalisedField Read(IFieldMapper mapper, Patient patient, ContractField field, FieldMap map) =>
        map.Find(field.Id) is { } mapping
            ? Read(mapper, patient, field, mapping)
            : new() { FieldId = field.Id, Outcome = FieldOutcome.NotMapped, Reason = "No place is given for this field." };
}
