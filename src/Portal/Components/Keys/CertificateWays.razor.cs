using Microsoft.AspNetCore.Components;

namespace Portal.Components.Keys;

/// <summary>The three ways to a client certificate.</summary>
public sealed partial class CertificateWays
{
    /// <summary>True while the form of the third way is open.</summary>
    [Parameter]
    public bool IsBusyWith { get; set; }

    [Parameter]
    public EventCallback OnMake { get; set; }

    [Parameter]
    public EventCallback OnRequest { get; set; }

    [Parameter]
    public EventCallback OnBring { get; set; }
}
