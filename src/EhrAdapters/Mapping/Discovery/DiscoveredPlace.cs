namespace EhrAdapters.Mapping.Discovery;

/// <summary>One place that holds a value in the sample records, with the FHIRPath expression that reads it. Holds no patient's value.</summary>
public sealed record DiscoveredPlace
{
    /// <summary>What kind of place it is.</summary>
    public required PlaceKind Kind { get; init; }

    /// <summary>The resource type that has it, such as <c>Patient</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The element, such as <c>identifier</c> or <c>communication.language</c>.</summary>
    public required string Element { get; init; }

    /// <summary>What tells it from the element's other values, such as a system, a URL or a use; empty where nothing does.</summary>
    public required string Which { get; init; }

    /// <summary>The part of the element that is read, such as <c>family</c>; null where it is read as a whole.</summary>
    public string? Part { get; init; }

    /// <summary>The FHIRPath expression over one resource of the type.</summary>
    public required string Expression { get; init; }

    /// <summary>Records in which the expression gives something.</summary>
    public required int Found { get; init; }

    /// <summary>Records of the type that were read.</summary>
    public required int Of { get; init; }

    /// <summary>A few values, masked; codes stand as they are.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The codes that stand here, the most frequent first; empty where none do.</summary>
    public IReadOnlyList<DiscoveredCode> Codes { get; init; } = [];

    /// <summary>True for an identifier whose numbers no two patients share.</summary>
    public bool Unique { get; init; }
}

/// <summary>The kinds of places, in the order people look for them.</summary>
public enum PlaceKind
{
    /// <summary>An identifier of one system or type.</summary>
    Identifier,

    /// <summary>An extension, or a part of one.</summary>
    Extension,

    /// <summary>A name of one use.</summary>
    Name,

    /// <summary>A phone number, an e-mail address or another contact point of one system and use.</summary>
    Telecom,

    /// <summary>An address of one use.</summary>
    Address,

    /// <summary>A coded element, by code system.</summary>
    Code,

    /// <summary>Any other element.</summary>
    Element,
}
