using EhrSimulator.Hospitals;

namespace EhrSimulator.Traffic;

internal enum Area { Metadata, SmartConfiguration, Token, Read, Search, Elsewhere }

/// <summary>Which of the hospital's services a path means; Type and Id only for resources.</summary>
internal sealed record Route(Area Area, string? Type = null, string? Id = null);

/// <summary>One request as a vendor's code sees it.</summary>
internal sealed record Call
{
    public required Hospital Hospital { get; init; }
    public required string Method { get; init; }

    /// <summary>The path below the hospital, starting with a slash.</summary>
    public required string Path { get; init; }
    public required Query Query { get; init; }

    /// <summary>Scheme, host and slug: what stands for the hospital's own host name.</summary>
    public required string Root { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required Route Route { get; init; }
    public string? Accept { get; init; }
    public string? Authorization { get; init; }
    public string? ContentType { get; init; }
    public string Form { get; init; } = "";

    public HospitalProfile Profile => Hospital.Profile;

    public string FhirBase => Root + Hospital.Vendor.FhirPath(Profile);

    public string TokenUrl => Root + Hospital.Vendor.TokenPath(Profile);

    public string? Bearer => Authorization is { } a && a.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? a[7..].Trim() : null;
}
