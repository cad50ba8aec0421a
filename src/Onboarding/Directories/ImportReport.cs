namespace Onboarding.Directories;

/// <summary>What an import brought, and what differs from the import before.</summary>
public sealed record ImportReport
{
    /// <summary>How many examples of each kind are kept.</summary>
    public const int Examples = 20;

    public int Entries { get; init; }

    /// <summary>Entries that could not be used.</summary>
    public int Broken { get; init; }

    /// <summary>The first broken ones, by their position in the list.</summary>
    public IReadOnlyList<BrokenEntry> BrokenEntries { get; init; } = [];

    /// <summary>Entries of another kind, such as addresses for mail between clinicians.</summary>
    public int LeftOut { get; init; }

    /// <summary>True where the directory was here before, so that the differences mean something.</summary>
    public bool Again { get; init; }

    public int Added { get; init; }

    public IReadOnlyList<string> AddedNames { get; init; } = [];

    public int Gone { get; init; }

    public IReadOnlyList<string> GoneNames { get; init; } = [];

    public int Moved { get; init; }

    public IReadOnlyList<MovedEntry> MovedEntries { get; init; } = [];

    /// <summary>Sites whose address the list no longer holds.</summary>
    public IReadOnlyList<SiteHint> Sites { get; init; } = [];
}

/// <param name="Position">Counted from 1, as the list has them.</param>
/// <param name="Problem">Such as <c>it has no address</c>.</param>
public sealed record BrokenEntry(int Position, string Problem);

/// <summary>One name that leads somewhere else now.</summary>
public sealed record MovedEntry(string Name, string From, string To);

/// <summary>A site whose configured address left the list.</summary>
/// <param name="MovedTo">The address that the same name has now; null where the name is gone too.</param>
public sealed record SiteHint(string Name, string Slug, string? MovedTo);
