using EhrAdapters;

namespace Onboarding.Directories;

/// <summary>One published list of FHIR endpoints, as imported last.</summary>
public sealed class EndpointDirectory
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The https address it came from, or the name of the uploaded file.</summary>
    public required string Source { get; set; }

    /// <summary>The vendor of every entry, where the list is one vendor's; null where each address tells.</summary>
    public string? Vendor { get; set; }

    /// <summary>What the addresses lead to, where the publisher says so.</summary>
    public EhrEnvironment? Environment { get; set; }

    public int Entries { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    public required string ImportedBy { get; set; }

    /// <summary>Since when it is out of the search; its entries stay for a while, so that the removal can be undone.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }
}

/// <summary>One hospital or practice under one address.</summary>
public sealed class DirectoryEntry
{
    public long Id { get; init; }

    public required Guid DirectoryId { get; init; }

    public required string Name { get; init; }

    /// <summary>Other names to find it by, one a line: aliases, the brand above it, the endpoint's own name.</summary>
    public string Aliases { get; init; } = "";

    public string? City { get; init; }

    /// <summary>Two letters where the place is in the United States, else as published.</summary>
    public string? State { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>The FHIR base URL without a trailing slash, its path as published.</summary>
    public required string Address { get; init; }

    /// <summary>The address as it is compared: lower case, without the port that goes without saying.</summary>
    public required string AddressKey { get; init; }

    /// <summary>The FHIR version where the list says it, such as <c>4.0.1</c>.</summary>
    public string? FhirVersion { get; init; }

    /// <summary>FHIR's Endpoint.status where the list says it, such as <c>active</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The vendor profile's id; null where the address tells none.</summary>
    public string? Vendor { get; init; }

    /// <summary>NPI or the publisher's own id of the managing organisation.</summary>
    public string? OrganizationId { get; init; }
}

/// <summary>One import, running or over: what came in and what changed.</summary>
public sealed class DirectoryImport
{
    public Guid Id { get; init; }

    public Guid? DirectoryId { get; set; }

    public required string Name { get; init; }

    public required string Source { get; init; }

    public required ImportState State { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What went wrong, in words; null where nothing did.</summary>
    public string? Note { get; set; }

    public ImportReport? Report { get; set; }
}

public enum ImportState
{
    Running,
    Done,
    Refused,
    Stopped,
}
