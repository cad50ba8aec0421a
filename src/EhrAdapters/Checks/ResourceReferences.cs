using System.Text.Json;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Checks;

/// <summary>Finds the references of a resource. Nothing in a resource stops it.</summary>
public static class ResourceReferences
{
    /// <summary>References looked at in one resource; one that has more is a list and no record.</summary>
    public const int MostPerResource = 1_000;

    /// <summary>Every reference of the resource, the same one from the same element once.</summary>
    /// <param name="resource">The resource as it was read.</param>
    /// <param name="fhirBase">The server that it came from; an absolute reference to it counts as one to this server.</param>
    public static IReadOnlyList<RecordReference> Of(Resource resource, Uri fhirBase) => OddData.Read<IReadOnlyList<RecordReference>>(
        () =>
        {
            using var document = JsonDocument.Parse(ResourceCheck.Written(resource), new() { MaxDepth = 256 });
            var walk = new Walk(fhirBase, Contained(document.RootElement));
            walk.Visit(document.RootElement, resource.TypeName);
            return [.. walk.Found];
        }, []);

    private static HashSet<string> Contained(JsonElement root) => root.TryGetProperty("contained", out var contained) && contained.ValueKind is JsonValueKind.Array
        ? [.. contained.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object).Select(one => one.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString()! : "")]
        : [];

    private sealed class Walk(Uri fhirBase, HashSet<string> contained)
    {
        private readonly string root = fhirBase.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
        private int looked;

        public HashSet<RecordReference> Found { get; } = [];

        public void Visit(JsonElement element, string path)
        {
            if (element.ValueKind is JsonValueKind.Array)
            {
                foreach (var entry in element.EnumerateArray())
                    Visit(entry, path);
            }
            else if (element.ValueKind is JsonValueKind.Object)
            {
                foreach (var part in element.EnumerateObject())
                {
                    if (part.Name == "reference" && part.Value.ValueKind is JsonValueKind.String && ++looked <= MostPerResource)
                        Found.Add(Read(part.Value.GetString()!.Trim(), path));
                    else
                        Visit(part.Value, $"{path}.{Element(part.Name)}");
                }
            }
        }

        private RecordReference Read(string text, string path)
        {
            var place = ElementPath.Of(path, "");
            if (text.StartsWith('#'))
                return new(text.Length == 1 || contained.Contains(text[1..]) ? ReferenceKind.Contained : ReferenceKind.ContainedMissing, place);
            if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
                return new(ReferenceKind.Logical, place);
            if (text.StartsWith(root, StringComparison.OrdinalIgnoreCase))
                text = text[root.Length..];
            else if (text.Contains("://", StringComparison.Ordinal))
                return new(ReferenceKind.OtherHost, place);
            // Type/id, with or without a version; what follows a # points into the target.
            var parts = text.Split('#')[0].Split('/');
            return parts is ([_, _] or [_, _, "_history", _]) && ModelInfo.IsKnownResource(parts[0]) && parts[1].Length is > 0 and <= MostLetters
                ? new(ReferenceKind.Here, place, parts[0], parts[1])
                : new(ReferenceKind.Malformed, place);
        }

        // A choice of types carries the type in its name: medicationReference is medication[x].
        private static string Element(string name) => name.EndsWith(Suffix, StringComparison.Ordinal) && !ElementPath.IsKnown(name) ? name[..^Suffix.Length] : name;

        private const string Suffix = "Reference";

        // Vendors outgrow the 64 letters that FHIR gives an id.
        private const int MostLetters = 128;
    }
}
