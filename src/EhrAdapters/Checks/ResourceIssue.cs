namespace EhrAdapters.Checks;

/// <summary>One thing that the FHIR R4 SDK holds against a resource. Never a value: the SDK's own messages quote them and are not kept.</summary>
/// <param name="Code">The SDK's code, such as <c>PVAL105</c>.</param>
/// <param name="Path">
/// The element, such as <c>Observation.value.unit</c>; list positions are left out, so that the same mistake is the same
/// issue, and a name that no FHIR R4 type has stands as <see cref="UnknownElement"/>.
/// </param>
public sealed record ResourceIssue(string Code, string Path)
{
    /// <summary>What stands for an element name that FHIR R4 does not know; the server wrote it and it may say anything.</summary>
    public const string UnknownElement = "(unknown element)";
}
