using System.Text.Json;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Utility;

namespace EhrAdapters.Fhir;

/// <summary>
/// Reads FHIR JSON forgivingly: unknown elements, wrong types and foreign codes of a real server become a count and a few
/// places, never a crash. The parser's messages quote the body, so they never leave this class; only its codes do.
/// </summary>
internal static class FhirJson
{
    private static readonly BaseFhirJsonDeserializer Deserializer = new(
        ModelInfo.ModelInspector,
        new DeserializerSettings { AnnotateResourceParseExceptions = false, AnnotateLineInfo = false }.UsingMode(DeserializationMode.NoOverflow));

    /// <summary>What was read.</summary>
    /// <param name="Resource">The resource, or null where the text is no FHIR JSON at all.</param>
    /// <param name="Faults">The parser's codes of what it stepped over, each once.</param>
    public sealed record Reading(Resource? Resource, IReadOnlyList<string> Faults);

    /// <summary>Reads one resource.</summary>
    public static Reading Read(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(WithoutMark(body), new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 });
            Deserializer.TryDeserializeResource(ref reader, out var resource, out var issues);
            return new Reading(resource, [.. issues.Select(issue => issue.ErrorCode).Distinct()]);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or ArgumentException or CodedException)
        {
            return new Reading(null, [fault.GetType().Name]);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] body) => body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body.AsSpan(3) : body;
}
