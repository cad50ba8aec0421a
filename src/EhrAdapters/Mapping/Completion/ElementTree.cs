using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Completion;

/// <summary>
/// The elements that really occur in sample records, by the names that FHIRPath gives them (FHIRPath N1: choice elements
/// without their type). Holds names, counts, systems, URLs and codes, and no other value of a record.
/// </summary>
public sealed class ElementTree
{
    /// <summary>No record was read.</summary>
    public static readonly ElementTree Empty = new();

    private readonly Dictionary<string, ElementNode> roots = new(StringComparer.Ordinal);
    private int records;

    private ElementTree()
    {
    }

    /// <summary>The resource types that were read, in the order of their names.</summary>
    public IEnumerable<string> ResourceTypes => roots.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads every record once. What cannot be read is left out.</summary>
    public static ElementTree Of(IEnumerable<Resource> records)
    {
        var tree = new ElementTree();
        foreach (var record in records)
            tree.Add(record);
        return tree;
    }

    /// <summary>Records of this type that were read.</summary>
    public int Records(string resourceType) => Root(resourceType)?.Records ?? 0;

    internal ElementNode? Root(string resourceType) => roots.GetValueOrDefault(resourceType);

    private void Add(Resource record)
    {
        if (OddData.Read(() => record.TypeName, null) is not { } type)
            return;
        if (!roots.TryGetValue(type, out var root))
            roots[type] = root = ElementNode.Of(type);
        new ElementWalk(records++).Visit(record, [root], 0);
    }
}
