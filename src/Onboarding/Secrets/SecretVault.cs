using System.Security.Cryptography;
using System.Text;
using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;

namespace Onboarding.Secrets;

/// <summary>A secret on its one way in.</summary>
public abstract record SecretInput
{
    private SecretInput()
    {
    }

    /// <summary>The portal makes a new key pair.</summary>
    public sealed record NewKeyPair(string Algorithm) : SecretInput;

    /// <summary>Somebody brings a private key.</summary>
    public sealed record PrivateKey(string Pem, string Algorithm, string? KeyId) : SecretInput
    {
        public override string ToString() => "(private key)";
    }

    public sealed record ClientSecret(string Secret) : SecretInput
    {
        public override string ToString() => "(client secret)";
    }
}

/// <summary>What may be told of a stored secret.</summary>
/// <param name="Environment">Which environment it is for; null where it is for all of them.</param>
public sealed record SecretFacts(SecretKind Kind, string Fingerprint, DateTimeOffset CreatedAt, string? KeyId, EhrEnvironment? Environment = null, string? Algorithm = null);

/// <summary>Secrets go in and never come out, except into a run's memory.</summary>
public sealed class SecretVault(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector protector = protection.CreateProtector("Onboarding.Secrets.v1");

    internal string Protect(string secret) => protector.Protect(secret);

    internal string Open(string stored) => protector.Unprotect(stored);

    /// <summary>Puts a secret away in place of the one before; says what to write into the site's history, or why it cannot be used. Null where it is there already.</summary>
    internal async Task<Result<string?>> PutAsync(OnboardingDb db, SiteId site, EhrEnvironment environment, SecretInput input, Actor by, CancellationToken cancellationToken)
    {
        if (input is SecretInput.ClientSecret secret)
            return await PutAsync(db, site, secret, cancellationToken);
        var read = Read(site, environment, input, by);
        return read.Refusal is { } unusable ? unusable : await PutAsync(db, read.Value!, input is SecretInput.NewKeyPair, cancellationToken);
    }

    /// <summary>A key pair that is not stored yet, or why it cannot be one.</summary>
    internal Result<SiteKey> Read(SiteId site, EhrEnvironment environment, SecretInput input, Actor by)
    {
        var (pem, keyId, brought) = input switch
        {
            SecretInput.NewKeyPair pair => (SigningKeys.Create(pair.Algorithm), null, false),
            SecretInput.PrivateKey key => (key.Pem.Trim(), string.IsNullOrWhiteSpace(key.KeyId) ? null : key.KeyId.Trim(), true),
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
        if (input is SecretInput.PrivateKey { Algorithm: var algorithm } && SigningKeys.Check(pem, algorithm) is { } finding)
            return new Refusal(finding.Code, $"{finding.Cause} {finding.NextStep}");
        var jwk = PublicJwk.FromPem(pem, keyId);
        return new SiteKey
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), SiteId = site, Environment = environment, State = KeyState.Next,
            KeyId = jwk.KeyId, Algorithm = jwk.Algorithm, Fingerprint = jwk.Thumbprint, PublicJwk = jwk.Jwk.ToJsonString(),
            Protected = Protect(pem), Imported = brought, CreatedAt = time.GetUtcNow(), CreatedBy = by.Name,
        };
    }

    /// <summary>The secrets of a site's environment for the length of one piece of work.</summary>
    public async Task<ConnectionSecrets> OpenAsync(OnboardingDb db, SiteId site, EhrEnvironment? environment, CancellationToken cancellationToken)
    {
        var secret = await db.Secrets.AsNoTracking().FirstOrDefaultAsync(row => row.SiteId == site && row.Kind == SecretKind.ClientSecret, cancellationToken);
        var key = await db.SiteKeys.AsNoTracking()
            .FirstOrDefaultAsync(row => row.SiteId == site && row.Environment == environment && row.State == KeyState.Active, cancellationToken);
        var certificate = await db.ClientCertificates.AsNoTracking()
            .FirstOrDefaultAsync(row => row.SiteId == site && row.Environment == environment && row.State == CertificateState.InUse, cancellationToken);
        return new()
        {
            PrivateKeyPem = key?.Protected is { } stored ? Open(stored) : null,
            ClientSecret = secret is null ? null : Open(secret.Protected),
            ClientCertificatePem = certificate is null ? null : $"{certificate.ChainPem!.Trim()}\n{Open(certificate.Protected).Trim()}\n",
        };
    }

    // The newest secret counts; whoever puts one in means that one.
    private async Task<Result<string?>> PutAsync(OnboardingDb db, SiteId site, SecretInput.ClientSecret input, CancellationToken cancellationToken)
    {
        var text = input.Secret.Trim();
        await db.Secrets.Where(secret => secret.SiteId == site && secret.Kind == SecretKind.ClientSecret).ExecuteDeleteAsync(cancellationToken);
        db.Secrets.Add(new()
        {
            Id = Guid.CreateVersion7(), SiteId = site, Kind = SecretKind.ClientSecret,
            Protected = Protect(text), Fingerprint = Hint(text), CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return "Secret replaced";
    }

    // A key that comes with the connection is meant to sign from now on; the one before stays published for a while.
    private async Task<Result<string?>> PutAsync(OnboardingDb db, SiteKey key, bool made, CancellationToken cancellationToken)
    {
        var others = await db.SiteKeys.Where(other => other.SiteId == key.SiteId && other.Environment == key.Environment && other.State != KeyState.Retired)
            .ToListAsync(cancellationToken);
        var before = others.FirstOrDefault(other => other.State is KeyState.Active);
        if (before?.Fingerprint == key.Fingerprint)
        {
            (var same, before.KeyId, before.PublicJwk) = (before.KeyId == key.KeyId, key.KeyId, key.PublicJwk);
            await db.SaveChangesAsync(cancellationToken);
            return Result.Of<string?>(same ? null : "Key ID changed");
        }

        if (Clash(key, others) is { } clash)
            return clash;
        before?.StopUse(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        key.Use(time.GetUtcNow());
        db.SiteKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return made ? "New key pair made" : "Private key imported";
    }

    internal static Refusal? Clash(SiteKey key, IReadOnlyList<SiteKey> published) =>
        published.Any(other => other.Fingerprint == key.Fingerprint) ? KeyRefusals.SameKey(KeyFacts.ShortOf(key.Fingerprint))
        : published.Any(other => other.KeyId == key.KeyId) ? KeyRefusals.SameKeyId(key.KeyId)
        : null;

    // Two different secrets must show two different hints, and no hint may help to guess: a slow salted hash, cut short.
    private static string Hint(string secret)
    {
        var salt = Encoding.UTF8.GetBytes("Onboarding.Secrets.Hint");
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(secret, salt, 200_000, HashAlgorithmName.SHA256, 6));
    }
}
