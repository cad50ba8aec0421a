using System.Text.Json.Nodes;
using System.Xml;

namespace EhrSimulator.Traffic;

/// <summary>FHIR JSON written as XML, for servers that speak XML unless asked otherwise.</summary>
internal static class FhirXml
{
    private const string Namespace = "http://hl7.org/fhir";

    public static Answer Of(Answer json)
    {
        if (JsonNode.Parse(json.Body.Span) is not JsonObject resource || resource["resourceType"] is null) return json;
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new() { Encoding = new System.Text.UTF8Encoding(false) }))
            Resource(xml, resource);
        return json with { ContentType = "application/fhir+xml; charset=utf-8", Body = stream.ToArray() };
    }

    private static void Resource(XmlWriter xml, JsonObject resource)
    {
        xml.WriteStartElement((string)resource["resourceType"]!, Namespace);
        Children(xml, resource);
        xml.WriteEndElement();
    }

    private static void Children(XmlWriter xml, JsonObject from)
    {
        foreach (var (name, value) in from.Where(p => p.Key is not "resourceType"))
        {
            if (name.StartsWith('_') && from.ContainsKey(name[1..])) continue;
            var plain = name.TrimStart('_');
            var extra = name.StartsWith('_') ? null : from["_" + name];
            if (value is JsonArray many)
                for (var i = 0; i < many.Count; i++) Element(xml, plain, many[i], (extra as JsonArray)?.ElementAtOrDefault(i));
            else
                Element(xml, plain, value, extra);
        }
    }

    private static void Element(XmlWriter xml, string name, JsonNode? value, JsonNode? extra)
    {
        if (name == "div")
        {
            xml.WriteRaw((string)value!);
            return;
        }
        xml.WriteStartElement(name, Namespace);
        if (value is JsonObject { } resource && resource.ContainsKey("resourceType")) Resource(xml, resource);
        else if (value is JsonObject complex)
        {
            Attribute(xml, complex, "id");
            if (name.EndsWith("xtension", StringComparison.Ordinal)) Attribute(xml, complex, "url");
            Children(xml, new JsonObject(complex.Where(p => p.Key is not "id" && !(p.Key == "url" && name.EndsWith("xtension", StringComparison.Ordinal)))
                .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))));
        }
        else if (value is JsonValue primitive) xml.WriteAttributeString("value", Text(primitive));
        if (extra is JsonObject more) Children(xml, more);
        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, JsonObject from, string name)
    {
        if ((string?)from[name] is { } text) xml.WriteAttributeString(name, text);
    }

    private static string Text(JsonValue value) => value.TryGetValue<string>(out var text) ? text : value.ToJsonString();
}
