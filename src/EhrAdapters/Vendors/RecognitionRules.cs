namespace EhrAdapters.Vendors;

/// <summary>By what a vendor's software gives itself away. Empty lists say nothing.</summary>
public sealed record RecognitionRules
{
    /// <summary><c>CapabilityStatement.publisher</c>, whole and without case.</summary>
    public IReadOnlyList<string> Publishers { get; init; } = [];

    /// <summary><c>CapabilityStatement.software.name</c>, whole or as its first words.</summary>
    public IReadOnlyList<string> Software { get; init; } = [];

    /// <summary>Words in <c>CapabilityStatement.copyright</c>.</summary>
    public IReadOnlyList<string> Copyrights { get; init; } = [];

    /// <summary><c>CapabilityStatement.name</c>, whole.</summary>
    public IReadOnlyList<string> StatementNames { get; init; } = [];

    /// <summary>How the statement's own address, its extensions or its profiles begin.</summary>
    public IReadOnlyList<string> DefinitionPrefixes { get; init; } = [];

    /// <summary>Ends of the host's name, of the FHIR server or the token endpoint.</summary>
    public IReadOnlyList<string> HostSuffixes { get; init; } = [];

    /// <summary>A regular expression for the base URL's path. A weak sign: proxies rename paths.</summary>
    public IReadOnlyList<string> PathPatterns { get; init; } = [];

    /// <summary>How one of SMART's <c>scopes_supported</c> begins. A weak sign.</summary>
    public IReadOnlyList<string> ScopePrefixes { get; init; } = [];

    /// <summary>One of SMART's <c>capabilities</c>. A weak sign.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
