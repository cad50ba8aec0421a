using System.Collections.Frozen;
using Hl7.Fhir.Model;

namespace EhrAdapters.Checks;

/// <summary>Makes the SDK's path of an issue fit to be kept.</summary>
internal static class ElementPath
{
    private static readonly FrozenSet<string> Known = ModelInfo.ModelInspector.ClassMappings
        .SelectMany(type => type.PropertyMappings.Select(element => element.Name).Append(type.Name))
        .ToFrozenSet(StringComparer.Ordinal);

    internal static bool IsKnown(string name) => Known.Contains(name);

    internal static string Of(string? instancePath, string type)
    {
        var names = (instancePath ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Select(Bare).ToList();
        // The SDK says "$this" for what a whole resource lacks.
        if (names is ["$this", ..] or [])
            names = [type, .. names.Skip(1)];
        return string.Join('.', names.Select(name => Known.Contains(name) ? name : ResourceIssue.UnknownElement).Take(MostSteps));
    }

    // Nothing that FHIR R4 defines lies deeper.
    private const int MostSteps = 12;

    private static string Bare(string name) => name.Split('[')[0];
}
