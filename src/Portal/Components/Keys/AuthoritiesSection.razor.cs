using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Secrets.Authorities;
using Onboarding.Sites;
using Portal.Components.Controls;

namespace Portal.Components.Keys;

/// <summary>Whom this site's connections believe beside the public authorities, and who stood up for it.</summary>
public sealed partial class AuthoritiesSection
{
    private bool _proposing;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TrustedAuthority> Authorities { get; set; }

    [Inject]
    public required TrustedAuthorities Service { get; init; }

    private IReadOnlyList<TrustedAuthority> Open => [.. Authorities.Where(row => row.State(Now) is AuthorityState.Proposed or AuthorityState.Approved)];

    private IReadOnlyList<TrustedAuthority> Past => [.. Authorities.Except(Open)];

    private TrustedAuthority? Approvable => Open.FirstOrDefault(row => row.State(Now) is AuthorityState.Proposed && TrustedAuthorities.NotApprover(row, Me) is null);

    /// <summary>What the newest connection test says of an unknown authority; null where it met none.</summary>
    private string? Met => View.LatestRuns.GetValueOrDefault(Stage.TestConnection)?.Rows
        .FirstOrDefault(row => row.Code == FindingCodes.TlsPrivateCa && row.State is CheckState.Failed) is not { } row ? null
        : row.Evidence.FirstOrDefault(item => item.Name == "Issuer") is { } issuer ? $"It issued the server's certificate as {issuer.Value}."
        : row.Message;

    private async Task ProposeAsync(Proposal proposal)
    {
        if (await ActAsync(() => Service.ProposeAsync(Site.Id, Site.Version, proposal.Pem, proposal.ComparedWith, Me, CancellationToken.None), "Proposed. A second person approves it on this page"))
            _proposing = false;
    }

    private Task ApproveAsync(TrustedAuthority authority, string typed) =>
        ActAsync(() => Service.ApproveAsync(Site.Id, Site.Version, authority.Id, typed, Me, CancellationToken.None), "The authority is trusted for this site");

    private async Task RevokeAsync(TrustedAuthority authority)
    {
        var trusted = authority.State(Now) is AuthorityState.Approved;
        var text = trusted ? "Servers whose certificates it signed are refused from this moment on." : "Nobody trusted it yet; the proposal is closed.";
        if (trusted && Site.State.TakesTraffic() && !await ConfirmAsync("Revoke the authority", $"{text} The site is live, so its callers are refused as well.", "Revoke", always: true)) return;
        if (await Dialogs.AskReasonAsync(trusted ? "Revoke the authority" : "Take the proposal back", text, trusted ? "Revoke" : "Take back") is { } reason)
            await ActAsync(() => Service.RevokeAsync(Site.Id, Site.Version, authority.Id, reason, Me, CancellationToken.None), trusted ? "The authority is revoked" : "The proposal is taken back");
    }
}
