using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping;

/// <inheritdoc/>
public sealed class FieldMapper(TimeProvider time) : IFieldMapper
{
    /// <inheritdoc/>
    public NormalisedRecord Map(Resource resource, FieldMap map, DataContract contract) =>
        new([.. contract.Fields.Concat(map.CustomFields).Where(field => field.ResourceType == resource.TypeName).Select(field => Map(resource, field, map.Find(field.Id)))]);

    /// <inheritdoc/>
    public string? Validate(string expression) => FhirPath.Validate(expression);

    /// <inheritdoc/>
    public IReadOnlyList<string> Evaluate(Resource resource, string expression) =>
        [.. (FhirPath.Select(resource, expression) ?? []).Select(node => OddData.Read(() => PlainText.Of(node.Poco), null)).OfType<string>().Where(text => text.Length > 0)];

    /// <summary>Normalises one field; the suggester judges its candidates by the same rules.</summary>
    internal NormalisedField Map(Resource resource, ContractField field, FieldMapping? mapping)
    {
        if (mapping is null || string.IsNullOrWhiteSpace(mapping.Expression))
            return new() { FieldId = field.Id, Outcome = FieldOutcome.NotMapped, Reason = "No place is given for this field." };
        if (FhirPath.Select(resource, mapping.Expression) is not { } nodes)
            return new() { FieldId = field.Id, Outcome = FieldOutcome.Invalid, Reason = "The expression cannot be evaluated on this record." };
        var elements = nodes.Select(node => node.Poco).OfType<Base>().ToList();
        var reading = OddData.Read(() => Read(elements, field, mapping), Reading.Invalid("The value does not have the shape that FHIR gives it."));
        return new()
        {
            FieldId = field.Id,
            Outcome = reading.Outcome,
            Value = reading.Value,
            Source = reading.Source,
            Reason = reading.Reason,
        };
    }

    private Reading Read(IReadOnlyList<Base> elements, ContractField field, FieldMapping mapping)
    {
        var reading = field.Type switch
        {
            FieldType.Text => TextValue.Read(elements),
            FieldType.Date => DateValue.Read(elements, mustBePast: !field.Id.StartsWith(ContractFields.CustomPrefix, StringComparison.Ordinal), time.GetUtcNow()),
            FieldType.Code => CodeValue.Read(elements, field, mapping.CodeMap),
            FieldType.HumanName => NameValue.Read(elements, time.GetUtcNow()),
            FieldType.Address => AddressValue.Read(elements, time.GetUtcNow()),
            FieldType.Boolean => BooleanValue.Read(elements, mapping.CodeMap),
        };
        return reading.Outcome is FieldOutcome.Absent && elements.Any(AbsentReason.IsGiven) ? Reading.Explained : reading;
    }
}
