using System.Runtime.CompilerServices;
using EhrAdapters.Mapping.Values;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping;

/// <inheritdoc/>
public sealed class FieldMapper(TimeProvider time) : IFieldMapper
{
    private readonly ConditionalWeakTable<FieldMap, MappingPlan> plans = [];

    /// <inheritdoc/>
    public NormalisedRecord Map(Resource resource, FieldMap map, DataContract contract)
    {
        var lines = Plan(map, contract).For(resource.TypeName);
        var root = resource.ToPocoNode();
        var context = new FhirEvaluationContext();
        var fields = new NormalisedField[lines.Count];
        for (var at = 0; at < fields.Length; at++)
            fields[at] = Map(root, context, lines[at].Field, lines[at].Mapping);
        foreach (var (late, first) in Plan(map, contract).Orders(resource.TypeName))
        {
            if (Belief.OutOfOrder(fields[late], fields[first], lines[first].Field.Label) is { } problem)
                fields[late] = new() { FieldId = fields[late].FieldId, Outcome = FieldOutcome.Invalid, Reason = problem, Implausible = true };
        }

        return new(fields);
    }

    /// <inheritdoc/>
    public NormalisedField Map(Resource resource, ContractField field, FieldMapping? mapping) =>
        Map(resource.ToPocoNode(), new(), field, mapping);

    /// <inheritdoc/>
    public string? Validate(string expression) => FhirPath.Validate(expression);

    /// <inheritdoc/>
    public IReadOnlyList<string> Evaluate(Resource resource, string expression) =>
        [.. (FhirPath.Select(resource, expression) ?? []).Select(node => OddData.Read(() => PlainText.Of(node.Poco), null)).OfType<string>().Where(text => text.Length > 0)];

    private NormalisedField Map(PocoNode root, FhirEvaluationContext context, ContractField field, FieldMapping? mapping)
    {
        if (mapping is null || string.IsNullOrWhiteSpace(mapping.Expression))
            return new() { FieldId = field.Id, Outcome = FieldOutcome.NotMapped, Reason = "No place is given for this field." };
        if (FhirPath.Select(root, context, mapping.Expression) is not { } nodes)
            return new() { FieldId = field.Id, Outcome = FieldOutcome.Invalid, Reason = "The expression cannot be evaluated on this record." };
        var reading = OddData.Read(() => Read([.. nodes.Select(node => Element(node, field)).OfType<Base>()], field, mapping), Reading.Invalid("The value does not have the shape that FHIR gives it."));
        return new()
        {
            FieldId = field.Id,
            Outcome = reading.Outcome,
            Value = reading.Value,
            Source = reading.Source,
            Reason = reading.Reason,
            Implausible = reading.Implausible,
        };
    }

    // The code alone does not say which system it is from; the coding around it does.
    private static Base? Element(PocoNode node, ContractField field) =>
        field.CodeSystem is not null && node.Poco is PrimitiveType { TypeName: "code" } && (node.Parent as PocoNode)?.Poco is Coding coding ? coding : node.Poco;

    private Reading Read(IReadOnlyList<Base> elements, ContractField field, FieldMapping mapping)
    {
        var reading = field.Type switch
        {
            FieldType.Text => TextValue.Read(elements),
            FieldType.Date => DateValue.Read(elements),
            FieldType.DateTime => DateTimeValue.Read(elements),
            FieldType.Code => CodeValue.Read(elements, field, mapping.CodeMap),
            FieldType.HumanName => NameValue.Read(elements, time.GetUtcNow()),
            FieldType.Address => AddressValue.Read(elements, time.GetUtcNow()),
            FieldType.Boolean => BooleanValue.Read(elements, mapping.CodeMap),
            FieldType.Quantity => QuantityValue.Read(elements, field, mapping.CodeMap),
            FieldType.Result => QuantityValue.ReadResult(elements, field, mapping.CodeMap),
        };
        return reading.Outcome is FieldOutcome.Absent && elements.Any(AbsentReason.IsGiven) ? Reading.Explained : Belief.Check(reading, field, time.GetUtcNow());
    }

    // A map and a contract meet once; after that a record costs its expressions only.
    private MappingPlan Plan(FieldMap map, DataContract contract)
    {
        if (plans.TryGetValue(map, out var plan) && ReferenceEquals(plan.Contract, contract))
            return plan;
        var made = new MappingPlan(map, contract);
        plans.AddOrUpdate(map, made);
        return made;
    }
}
