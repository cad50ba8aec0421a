using EhrAdapters.Mapping.Discovery;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Extensions of the hospital's own whose URL names a field.</summary>
internal static class OwnExtensions
{
    // What these define, the vendor profile and US Core know already.
    private static readonly string[] Known = ["http://hl7.org/", "http://open.epic.com/", "https://fhir.athena.io/", "https://fhir-ehr.cerner.com/"];

    internal static IReadOnlyList<OwnExtension> For(string fieldId, DiscoveryReport report) =>
    [
        .. report.Extensions
            .Where(extension => extension is { Element: "Patient", Expression: not null } && !Array.Exists(Known, known => extension.Urls[0].StartsWith(known, StringComparison.Ordinal)))
            .Where(extension => TopicWords.Says(fieldId, extension.Urls) && FhirPath.Validate(extension.Expression!) is null)
            .Select(extension => new OwnExtension(extension.Expression!, TopicWords.Name(extension.Urls))),
    ];
}

/// <param name="Expression">The FHIRPath expression that reads it.</param>
/// <param name="Name">What its URL calls it.</param>
internal sealed record OwnExtension(string Expression, string Name);
