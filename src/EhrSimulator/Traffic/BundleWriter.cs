using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using EhrSimulator.Patients;

namespace EhrSimulator.Traffic;

internal sealed record Entry(string FullUrl, ReadOnlyMemory<byte> Resource, string Mode = "match");

/// <summary>Writes a searchset around resources that are already bytes.</summary>
internal static class BundleWriter
{
    public static byte[] Write(string? id, int? total, IEnumerable<(string Relation, string Url)> links, IReadOnlyList<Entry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Wire.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        if (id is not null) json.WriteString("id", id);
        json.WriteString("type", "searchset");
        if (total is { } t) json.WriteNumber("total", t);
        json.WriteStartArray("link");
        foreach (var (relation, url) in links)
        {
            json.WriteStartObject();
            json.WriteString("relation", relation);
            json.WriteString("url", url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (entries.Count > 0) WriteEntries(json, entries);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static JsonObject Outcome(string severity, string code, JsonObject? details = null, string? diagnostics = null, string? location = null) => new()
    {
        ["resourceType"] = "OperationOutcome",
        ["issue"] = Json.List(Issue(severity, code, details, diagnostics, location)),
    };

    public static JsonObject Issue(string severity, string code, JsonObject? details = null, string? diagnostics = null, string? location = null) =>
        new JsonObject { ["severity"] = severity, ["code"] = code }.Put("details", details).Put("diagnostics", diagnostics)
            .Put("location", location is null ? null : Json.Texts([location]));

    private static void WriteEntries(Utf8JsonWriter json, IReadOnlyList<Entry> entries)
    {
        json.WriteStartArray("entry");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("fullUrl", entry.FullUrl);
            json.WritePropertyName("resource");
            json.WriteRawValue(entry.Resource.Span, skipInputValidation: true);
            json.WriteStartObject("search");
            json.WriteString("mode", entry.Mode);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
