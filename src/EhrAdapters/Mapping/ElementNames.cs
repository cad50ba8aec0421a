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

    /// <summary>The first name in an expression that no R4 type has, or null.</summary>
    internal static string? FirstUnknown(Expression expression) => expression switch
    {
        ChildExpression child => (child.Focus is null ? null : FirstUnknown(child.Focus)) ?? (Known.Contains(child.ChildName) ? null : child.ChildName),
        FunctionCallExpression { FunctionName: "is" or "as" or "ofType" } typed => typed.Focus is null ? null : FirstUnknown(typed.Focus),
        FunctionCallExpression call => (call.Focus is null ? null : FirstUnknown(call.Focus)) ?? call.Arguments.Select(FirstUnknown).FirstOrDefault(name => name is not null),
        _ => null,
    };
}
