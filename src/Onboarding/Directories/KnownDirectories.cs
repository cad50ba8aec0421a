namespace Onboarding.Directories;

/// <summary>A list that its publisher offers in public.</summary>
/// <param name="Vendor">The vendor profile's id, where all entries are one vendor's.</param>
public sealed record KnownDirectory(string Name, string Address, string Vendor);

/// <summary>Suggestions only: where lists were found when this was written. Nothing is called until a person imports.</summary>
public static class KnownDirectories
{
    public static IReadOnlyList<KnownDirectory> All { get; } =
    [
        new("Epic, R4", "https://open.epic.com/Endpoints/R4", "epic"),
        new("Oracle Health, providers", "https://raw.githubusercontent.com/oracle-samples/ignite-endpoints/main/oracle_health_fhir_endpoints/millennium_provider_r4_endpoints.json", "oracle-health"),
    ];
}
