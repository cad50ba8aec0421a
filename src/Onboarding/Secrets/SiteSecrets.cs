using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;

namespace Onboarding.Secrets;

/// <summary>Keeps what a site says of its secrets in step with what is stored for the connection's environment.</summary>
internal static class SiteSecrets
{
    /// <summary>
    /// The connection with the key ID and algorithm of the key that signs in its environment, and the site's fingerprint of its
    /// secrets, which changes with what is used and with nothing else. The caller has saved the secrets themselves.
    /// </summary>
    public static async Task<Connection> FollowSecretsAsync(
        this OnboardingDb db, Site site, Connection connection, Actor by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = await db.SiteKeys.AsNoTracking()
            .FirstOrDefaultAsync(row => row.SiteId == site.Id && row.Environment == connection.Environment && row.State == KeyState.Active, cancellationToken);
        var fingerprint = await FingerprintAsync(db, site.Id, connection.Environment, key, cancellationToken);
        if (fingerprint != site.SecretsFingerprint)
            site.SecretsChanged(fingerprint, by, now);
        return connection.SignIn.Method is not SignInMethod.PrivateKeyJwt ? connection : connection with
        {
            SignIn = connection.SignIn with { KeyId = key?.KeyId, Algorithm = key?.Algorithm ?? connection.SignIn.Algorithm },
        };
    }

    /// <summary>Saves changed secrets of one environment and lets the site follow them where it is the connection's.</summary>
    public static async Task SecretsStoredAsync(
        this OnboardingDb db, Site site, EhrEnvironment environment, Actor by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        if (site.Connection is not { } connection || connection.Environment != environment)
            return;
        var followed = await db.FollowSecretsAsync(site, connection, by, now, cancellationToken);
        if (followed.SignIn != connection.SignIn)
            site.Configure(site.Configuration with { Connection = followed }, by, now);
    }

    /// <summary>What may be told of everything a site can prove itself with, for every environment.</summary>
    public static async Task<IReadOnlyList<SecretFacts>> SecretFactsAsync(this OnboardingDb db, SiteId site, CancellationToken cancellationToken) =>
    [
        .. await db.Secrets.AsNoTracking().Where(row => row.SiteId == site)
            .Select(row => new SecretFacts(row.Kind, row.Fingerprint, row.CreatedAt, null, null, null)).ToListAsync(cancellationToken),
        .. await db.SiteKeys.AsNoTracking().Where(row => row.SiteId == site && row.State == KeyState.Active)
            .Select(row => new SecretFacts(SecretKind.PrivateKey, row.Fingerprint, row.CreatedAt, row.KeyId, row.Environment, row.Algorithm)).ToListAsync(cancellationToken),
        .. await db.ClientCertificates.AsNoTracking().Where(row => row.SiteId == site && row.State == CertificateState.InUse)
            .Select(row => new SecretFacts(SecretKind.ClientCertificate, row.Fingerprint, row.CreatedAt, null, row.Environment, null)).ToListAsync(cancellationToken),
    ];

    private static async Task<string?> FingerprintAsync(OnboardingDb db, SiteId site, EhrEnvironment environment, SiteKey? key, CancellationToken cancellationToken)
    {
        var secret = await db.Secrets.AsNoTracking().Where(row => row.SiteId == site && row.Kind == SecretKind.ClientSecret)
            .Select(row => row.Fingerprint).FirstOrDefaultAsync(cancellationToken);
        var certificate = await db.ClientCertificates.AsNoTracking()
            .Where(row => row.SiteId == site && row.Environment == environment && row.State == CertificateState.InUse)
            .Select(row => row.Fingerprint).FirstOrDefaultAsync(cancellationToken);
        var parts = new[] { key?.Fingerprint, secret, certificate }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join('|', parts);
    }
}
