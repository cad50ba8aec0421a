namespace EhrAdapters.Checks;

/// <summary>One reference inside a resource (FHIR R4, references).</summary>
/// <param name="Kind">Where it leads.</param>
/// <param name="Path">The element that holds it, such as <c>Observation.encounter</c>; see <see cref="ResourceIssue.Path"/>.</param>
/// <param name="Type">The type that is referred to; empty unless the kind is <see cref="ReferenceKind.Here"/>.</param>
/// <param name="Id">The logical id that is referred to. Patient data where the type is Patient: in memory only.</param>
public sealed record RecordReference(ReferenceKind Kind, string Path, string Type = "", string Id = "")
{
    /// <summary>Prints the place, never the id.</summary>
    public override string ToString() => $"{Path}: {Kind}";
}

/// <summary>Where a reference leads.</summary>
public enum ReferenceKind
{
    /// <summary>To a resource of the same server, to be looked up.</summary>
    Here,

    /// <summary>Into the resource itself, and it is there.</summary>
    Contained,

    /// <summary>Into the resource itself, and there is nothing of that name.</summary>
    ContainedMissing,

    /// <summary>To another host. Never followed: our token is for this server only.</summary>
    OtherHost,

    /// <summary>By an identifier, a URN or a canonical: nothing that a read could find.</summary>
    Logical,

    /// <summary>Text that is no reference at all.</summary>
    Malformed,
}
