using EhrAdapters.Diagnosis;
using Onboarding.Runs;

namespace Onboarding.Stages.TestConnection;

/// <summary>What a connection test keeps beside its rows.</summary>
public sealed record ConnectionDetail : StageDetail
{
    /// <summary>What the next test compares itself with.</summary>
    public ConnectionBaseline? Baseline { get; init; }

    public IReadOnlyList<ScopeNeed> Scopes { get; init; } = [];

    public VendorRecognition? Recognised { get; init; }
}
