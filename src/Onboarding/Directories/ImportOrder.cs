using EhrAdapters;

namespace Onboarding.Directories;

/// <summary>What a person wants imported, and how it is to be understood.</summary>
public sealed record ImportOrder
{
    public required string Name { get; init; }

    /// <summary>The https address, or the name of the uploaded file.</summary>
    public required string Source { get; init; }

    /// <summary>Where the upload lies; it is deleted when the import is over. Null where <see cref="Source"/> is an address.</summary>
    public string? File { get; init; }

    /// <summary>The vendor of all entries; null lets each address tell.</summary>
    public string? Vendor { get; init; }

    /// <summary>What the addresses lead to; null where that is not known.</summary>
    public EhrEnvironment? Environment { get; init; }
}
