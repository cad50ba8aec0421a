using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Sites;

namespace Portal.Components.Keys;

/// <summary>One authority that waits or is trusted: its fingerprint large, who stood up for it, and the second person's part.</summary>
public sealed partial class AuthorityCard
{
    private string _typed = "";

    [Parameter, EditorRequired]
    public required TrustedAuthority Authority { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Me { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public bool IsNext { get; set; }

    [Parameter]
    public EventCallback<string> OnApprove { get; set; }

    [Parameter]
    public EventCallback OnRevoke { get; set; }

    private bool IsProposed => Authority.State(At) is AuthorityState.Proposed;

    private bool EndsSoon => Authority.ValidUntil - At <= CertificateFacts.WarnBefore;

    private Task ApproveAsync() => OnApprove.InvokeAsync(_typed);
}
