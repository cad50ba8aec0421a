using Microsoft.AspNetCore.Components;

namespace Portal.Components.Styleguide;

/// <summary>The parts of the load test's page in every state.</summary>
public sealed partial class LoadSection
{
    [Inject]
    public required TimeProvider Time { get; init; }

    private DateTimeOffset Now => Time.GetUtcNow();
}
