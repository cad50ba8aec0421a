using System.Text;
using System.Text.Json.Nodes;
using EhrSimulator.Patients;

namespace EhrSimulator.Traffic;

/// <summary>What a hospital sends back, as a value; only the last step of the pipeline touches the socket.</summary>
internal sealed record Answer(int Status, string? ContentType, ReadOnlyMemory<byte> Body)
{
    public const string FhirJson = "application/fhir+json; charset=utf-8";
    public const string PlainJson = "application/json; charset=utf-8";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static Answer Json(int status, JsonNode body, string contentType = PlainJson) => new(status, contentType, body.Bytes());

    public static Answer Fhir(int status, JsonNode body) => Json(status, body, FhirJson);

    public static Answer Text(int status, string body, string contentType = "text/plain; charset=utf-8") =>
        new(status, contentType, Encoding.UTF8.GetBytes(body));

    public static Answer Html(int status, string body) => Text(status, body, "text/html; charset=utf-8");

    public static Answer Empty(int status) => new(status, null, ReadOnlyMemory<byte>.Empty);

    public Answer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
