using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Where a cause has its own place in the portal: the allow-list, our client certificate, the hospital's authority.</summary>
public sealed partial class CauseHelp
{
    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter]
    public ResultRow? Cause { get; set; }

    private string? Host => Cause is { State: CheckState.Failed, Code: FindingCodes.CfgPrivateAddr or FindingCodes.DnsInternalAnswer } ? Site.Connection?.FhirBaseUrl.IdnHost : null;

    private Help? Certificates => Cause is not { State: CheckState.Failed } failed || Site.Connection is null ? null : failed.Code switch
    {
        FindingCodes.TlsPrivateCa => new("The hospital may keep its own authority.",
            "Then compare its fingerprint with them by phone and propose it; a second person of another role approves.", "#authorities"),
        FindingCodes.MtlsRequired => new("This hospital wants a client certificate from us.",
            "Ask which kind it takes, then make, request or bring one.", "#client-certificate"),
        FindingCodes.MtlsRejected => new("Check our client certificate before the letter goes out.",
            "Its validity, issuer and thumbprint are shown there.", "#client-certificate"),
        _ => null,
    };

    private sealed record Help(string Title, string Text, string Anchor);
}
