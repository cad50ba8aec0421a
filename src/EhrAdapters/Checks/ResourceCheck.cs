using System.Text.Json;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace EhrAdapters.Checks;

/// <summary>How a resource stands to FHIR R4, as <c>Hl7.Fhir.R4</c> judges it, in two readings that are kept apart.</summary>
/// <param name="Strict">Everything that the strict reading and the model's own validation report, each once.</param>
/// <param name="Open">Of these, what even the open reading cannot take into its element: values of the wrong type, elements that FHIR R4 does not have.</param>
public sealed record ResourceCheck(IReadOnlyList<ResourceIssue> Strict, IReadOnlyList<ResourceIssue> Open)
{
    private static readonly BaseFhirJsonSerializer Serializer = new(ModelInfo.ModelInspector);

    private static readonly BaseFhirJsonDeserializer Deserializer = new(
        ModelInfo.ModelInspector,
        new DeserializerSettings { AnnotateResourceParseExceptions = false, AnnotateLineInfo = false }.UsingMode(DeserializationMode.Strict));

    /// <summary>What is said of a resource that the SDK cannot even write down again.</summary>
    public const string Unreadable = "UNREADABLE";

    /// <summary>
    /// Judges a resource as it was read. The SDK keeps what it could not parse, so that writing the resource down and reading it
    /// strictly brings the hospital's own mistakes back; it never throws for what is in the resource.
    /// </summary>
    public static ResourceCheck Of(Resource resource)
    {
        var issues = OddData.Read<IReadOnlyList<CodedException>?>(() => Read(resource), null);
        if (issues is null)
        {
            ResourceIssue[] unreadable = [new(Unreadable, resource.TypeName)];
            return new(unreadable, unreadable);
        }

        return new(Kept(issues, resource), Kept(issues.Where(issue => !CodedExceptionFilters.FilterNoOverflowIssues(issue)), resource));
    }

    private static CodedException[] Read(Resource resource)
    {
        var reader = new Utf8JsonReader(Written(resource).Span, new JsonReaderOptions { MaxDepth = 256 });
        Deserializer.TryDeserializeResource(ref reader, out _, out var issues);
        return [.. issues];
    }

    /// <summary>The resource as JSON, what could not be parsed included. Throws where the SDK cannot write it.</summary>
    internal static ReadOnlyMemory<byte> Written(Resource resource)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written, new JsonWriterOptions { SkipValidation = true }))
            Serializer.Serialize(resource, writer);
        return written.GetBuffer().AsMemory(0, (int)written.Length);
    }

    private static List<ResourceIssue> Kept(IEnumerable<CodedException> issues, Resource resource) =>
    [
        .. issues.Select(issue => new ResourceIssue(issue.ErrorCode, ElementPath.Of((issue as ExtendedCodedException)?.InstancePath, resource.TypeName)))
            .Distinct().OrderBy(issue => issue.Path, StringComparer.Ordinal).ThenBy(issue => issue.Code, StringComparer.Ordinal).Take(MostIssues),
    ];

    // A resource that is wrong in more ways than this is wrong altogether.
    private const int MostIssues = 50;
}
