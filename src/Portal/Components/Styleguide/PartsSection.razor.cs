using Microsoft.AspNetCore.Components;

namespace Portal.Components.Styleguide;

/// <summary>What pages are made of besides results.</summary>
public sealed partial class PartsSection
{
    [Inject]
    public required TimeProvider Clock { get; init; }
}
