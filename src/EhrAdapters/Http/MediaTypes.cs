namespace EhrAdapters.Http;

/// <summary>The media types on the wire.</summary>
internal static class MediaTypes
{
    /// <summary>FHIR R4, RESTful API, 3.1.0.1.11. Sent always: some servers answer XML without it.</summary>
    public const string FhirJson = "application/fhir+json";

    public const string Json = "application/json";

    public const string Html = "text/html";
}
