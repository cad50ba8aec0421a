using System.Collections.Frozen;
using Hl7.Fhir.Model;
using Hl7.FhirPath.Expressions;
using Expression = Hl7.FhirPath.Expressions.Expression;

namespace EhrAdapters.Mapping;

/// <summary>Finds misspelled elements, which FHIRPath itself would silently read as "empty".</summary>
internal static class ElementNames
{
    private static readonly FrozenSet<string> Known = ModelInfo.ModelInspector.ClassMappings
        .SelectMany(type => type.PropertyMappings.Select(element => element.Name).Append(type.Name))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Variables = FrozenSet.Create(StringComparer.Ordinal, "resource", "rootResource", "context", "ucum", "sct", "loinc");

    /// <summary>The first element name that no R4 type has, or the first variable that has no value here; null where all are known.</summary>
    internal static string? FirstUnknown(Expression expression) => expression switch
    {
        AxisExpression => null,
        VariableRefExpression variable => Variables.Contains(variable.Name) ? null : "%" + variable.Name,
        ChildExpression child => (child.Focus is null ? null : FirstUnknown(child.Focus)) ?? (Known.Contains(child.ChildName) ? null : child.ChildName),
        FunctionCallExpression { FunctionName: "is" or "as" or "ofType" } typed => typed.Focus is null ? null : FirstUnknown(typed.Focus),
        FunctionCallExpression call => (call.Focus is null ? null : FirstUnknown(call.Focus)) ?? call.Arguments.Select(FirstUnknown).FirstOrDefault(name => name is not null),
        _ => null,
    };
}
