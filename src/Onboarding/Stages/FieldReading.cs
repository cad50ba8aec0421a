using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace Onboarding.Stages;

/// <summary>Reads mapped fields off a record so that no record, however odd, stops the others.</summary>
internal static class FieldReading
{
    private const string Broken = "This record could not be read here; the fault is on our side.";

    internal static NormalisedField Read(IFieldMapper mapper, Resource record, ContractField field, FieldMapping? mapping)
    {
        try
        {
            return mapper.Map(record, field, mapping);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new() { FieldId = field.Id, Outcome = FieldOutcome.Invalid, Reason = Broken };
        }
    }

    internal static NormalisedField Read(IFieldMapper mapper, Resource record, ContractField field, FieldMap map) =>
        Read(mapper, record, field, map.Find(field.Id));
}
