using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Styleguide;

/// <summary>What a stage shows after a run, and while it runs.</summary>
public sealed partial class ResultsSection
{
    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private static ResultRow Failed => Samples.Rows.First(row => row.State is CheckState.Failed);
}
