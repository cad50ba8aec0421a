using EhrAdapters;
using Microsoft.Extensions.Options;
using Onboarding.Outbound;
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
public sealed class SiteConnections(SecretVault secrets, AllowList allowed, IOptions<OnboardingOptions> options, TimeProvider time)
{
    public async Task<OpenedConnection> OpenAsync(OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        new(await GrantAsync(db, site, cancellationToken), await secrets.OpenAsync(db, site.Id, site.Connection?.Environment, cancellationToken));

    /// <summary>The connection with everything that is granted at this moment, and no secret. Two that are written alike may do the same.</summary>
    public async Task<Connection?> GrantAsync(OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        site.Connection is { } stored
            ? stored with
            {
                AllowPrivateNetwork = await AllowedAsync(db, site.Id, stored.Environment, cancellationToken),
                TrustedAuthorities = await db.TrustedByAsync(site.Id, time.GetUtcNow(), cancellationToken),
            }
            : null;

    /// <summary>The private places that a connection of this site to this environment may reach at this moment, whatever stands stored.</summary>
    public async Task<IReadOnlyList<string>> AllowedAsync(OnboardingDb db, SiteId site, EhrEnvironment environment, CancellationToken cancellationToken) =>
        environment is EhrEnvironment.Simulator
            ? options.Value.SimulatorHosts
            : [.. await allowed.LivingAsync(db, site, cancellationToken), .. options.Value.OwnMachine];
}
