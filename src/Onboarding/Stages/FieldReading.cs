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

    /// <summary>All fields of a record at once, so that rules over several fields of it count; field by field where that breaks.</summary>
    internal static IReadOnlyList<NormalisedField> Read(IFieldMapper mapper, Resource record, FieldMap map, DataContract contract)
    {
        try
        {
            return mapper.Map(record, map, contract).Fields;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return [.. FieldRows.Of(record.TypeName, contract, map).Select(field => Read(mapper, record, field, map.Find(field.Id)))];
        }
    }

    internal static NormalisedField Read(IFieldMapper mapper, Resource record, ContractField field, FieldMap map) =>
        Read(mapper, record, field, map.Find(field.Id));
}
