using Microsoft.AspNetCore.Components;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;

namespace Portal.Components.Stages.Configure;

/// <summary>The key pair of a site: made here or brought along, shown only as a fingerprint.</summary>
public sealed partial class KeyPairBox
{
    private bool _pasting;

    /// <summary>Of the stored key; null where there is none.</summary>
    [Parameter]
    public SecretFacts? Facts { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Algorithms { get; set; }

    [Parameter, EditorRequired]
    public required string Algorithm { get; set; }

    [Parameter]
    public EventCallback<string> OnAlgorithm { get; set; }

    [Parameter, EditorRequired]
    public required string JwksUrl { get; set; }

    /// <summary>Where the key is changed once there is one.</summary>
    [Parameter, EditorRequired]
    public required string KeysHref { get; set; }

    [Parameter]
    public string KeyId { get; set; } = "";

    [Parameter]
    public EventCallback<string> OnKeyId { get; set; }

    [Parameter]
    public string Pem { get; set; } = "";

    [Parameter]
    public EventCallback<string> OnPem { get; set; }

    /// <summary>Why the pasted key cannot be used.</summary>
    [Parameter]
    public string? PemError { get; set; }

    [Parameter]
    public EventCallback OnMake { get; set; }

    /// <summary>Why no key pair can be made yet.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Inject]
    public required TimeProvider Clock { get; init; }
}
