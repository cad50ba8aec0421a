using EhrAdapters;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Secrets.Authorities;

namespace Onboarding.Sites;

/// <summary>A site's connection with its secrets, as it may be used at this moment.</summary>
public sealed record OpenedConnection(Connection? Connection, ConnectionSecrets Secrets);

/// <summary>
/// The one door through which a stored connection becomes one that may be called: for runs, pages, monitors and the live
/// gateway alike. What an administrator or two approvers granted is added here, as far as it lives now.
/// </summary>
public sealed class SiteConnections(SecretVault secrets, TimeProvider time)
{
    public async Task<OpenedConnection> OpenAsync(OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        new(
            site.Connection is null ? null : site.Connection with { TrustedAuthorities = await db.TrustedByAsync(site.Id, time.GetUtcNow(), cancellationToken) },
            await secrets.OpenAsync(db, site.Id, site.Connection?.Environment, cancellationToken));
}
