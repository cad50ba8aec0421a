using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.TestConnection;

/// <summary>What this vendor's hospitals have to do before sign-in can work, in their words.</summary>
public sealed partial class HospitalSteps
{
    [Parameter, EditorRequired]
    public required VendorProfile Profile { get; set; }

    [Parameter]
    public DateTimeOffset? Since { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Inject]
    public required TimeProvider Clock { get; init; }
}
