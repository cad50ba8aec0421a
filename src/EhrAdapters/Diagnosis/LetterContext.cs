namespace EhrAdapters.Diagnosis;

/// <summary>What a letter to the hospital needs to know beside the finding. Nothing secret, nothing of a patient.</summary>
public sealed record LetterContext
{
    /// <summary>The hospital connection's name.</summary>
    public required string SiteName { get; init; }

    /// <summary>Which of the hospital's environments was tested.</summary>
    public required EhrEnvironment Environment { get; init; }

    /// <summary>The EHR vendor's name.</summary>
    public required string VendorName { get; init; }

    /// <summary>The FHIR server's host.</summary>
    public required string Host { get; init; }

    /// <summary>Our client id; null where there is no sign-in.</summary>
    public string? ClientId { get; init; }

    /// <summary>Our key's id; null where no key is used.</summary>
    public string? KeyId { get; init; }

    /// <summary>The RFC 7638 thumbprint of our public key; null where no key is used.</summary>
    public string? Thumbprint { get; init; }

    /// <summary>When the test ran.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>The hospital's time zone, an IANA id such as <c>America/Chicago</c>; null shows UTC only.</summary>
    public string? TimeZone { get; init; }

    /// <summary>What lower checks proved, as plain names: "The server's name is found".</summary>
    public IReadOnlyList<string> ProvenFine { get; init; } = [];

    /// <summary>What we checked of ourselves and found right, as plain names: "Our clock is right".</summary>
    public IReadOnlyList<string> OwnChecks { get; init; } = [];

    /// <summary>When we test again by ourselves; null where we wait for an answer.</summary>
    public DateTimeOffset? NextTest { get; init; }

    /// <summary>Who writes, as the hospital should answer: name, and mail or phone where there is one.</summary>
    public required string Sender { get; init; }
}
