using EhrAdapters.Mapping;

namespace Onboarding.Contract;

/// <summary>The data contract as an administrator published it. Never changed afterwards.</summary>
public sealed class ContractVersion
{
    /// <summary>What ships with the product; in force until somebody publishes, and in no row of the table.</summary>
    public const int Shipped = 1;

    public Guid Id { get; init; }

    /// <summary>From 2, without gaps.</summary>
    public required int Number { get; init; }

    public required IReadOnlyList<ContractField> Fields { get; init; }

    public required string Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }
}
