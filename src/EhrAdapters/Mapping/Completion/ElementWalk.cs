using EhrAdapters.Mapping.Discovery;
using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Completion;

/// <summary>Walks one record and notes which elements it has. Nothing in a record stops it.</summary>
internal sealed class ElementWalk(int owner)
{
    private const int Deepest = 16;

    // An extension in an extension stands at each level once by URL and once together; eight are enough to tell them apart.
    private const int MostAtOnce = 8;

    private int left = DiscoveryLimits.ElementsPerRecord;

    internal void Visit(Base element, IReadOnlyList<ElementNode> nodes, int depth)
    {
        var type = OddData.Read(() => element.TypeName, null);
        foreach (var node in nodes)
            node.Count(owner, type);
        if (--left <= 0 || depth >= Deepest || nodes.Count == 0)
            return;
        foreach (var (name, value) in OddData.Read<List<KeyValuePair<string, object>>>(() => [.. element.EnumerateElements()], []))
        {
            if (element is PrimitiveType && name != "extension")
                continue;
            var children = value is Base one ? [one] : value is IEnumerable<Base> many ? OddData.Read(() => many.ToList(), []) : [];
            if (children.Count > 0)
                Below(element, name, children, nodes, depth);
        }
    }

    private void Below(Base parent, string name, List<Base> children, IReadOnlyList<ElementNode> nodes, int depth)
    {
        List<ElementNode> together = [.. nodes.Select(node => node.Grow(name)).OfType<ElementNode>()];
        var choice = IsChoice(parent, name);
        foreach (var child in children)
        {
            if (child is Extension extension && Text(extension.Url) is { } url)
                Visit(child, [.. together.Concat(together.Select(node => node.GrowUrl(url)).OfType<ElementNode>()).Take(MostAtOnce)], depth + 1);
            else if (choice && OddData.Read(() => child.TypeName, null) is { } type)
                Visit(child, [.. together.Concat(together.Select(node => node.GrowType(type)).OfType<ElementNode>()).Take(MostAtOnce)], depth + 1);
            else
                Visit(child, together, depth + 1);
            if (Word(parent, name, child) is { } word)
                together.ForEach(node => node.Say(owner, word));
        }
    }

    private static bool IsChoice(Base parent, string name) => OddData.Read(
        () => ModelInfo.ModelInspector.FindClassMapping(parent.GetType())?.FindMappedElementByName(name)?.Choice is ChoiceType.DatatypeChoice, false);

    // Only what names a kind of thing: never a name, a number or a text of a patient.
    private static string? Word(Base parent, string name, Base child) => child switch
    {
        PrimitiveType when OddData.Read(() => child.TypeName, "") is "code" => Code(child),
        PrimitiveType when name is "system" || (name is "url" && parent is Extension) => Text(OddData.Read(() => PlainText.Of(child), null)),
        _ => null,
    };

    private static string? Code(Base code) => OddData.Read(() => PlainText.Of(code), null) is { } text && DiscoveryLimits.Code(text) == text ? text : null;

    private static string? Text(string? text) => DiscoveryLimits.Name(text) is { } name && DiscoveryLimits.IsWhole(name) ? name : null;
}
