using System.Security.Cryptography;
using System.Text;
using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
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
public sealed record SecretFacts(SecretKind Kind, string Fingerprint, DateTimeOffset CreatedAt, string? KeyId);

/// <summary>Secrets go in and never come out, except into a run's memory.</summary>
public sealed class SecretVault(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector protector = protection.CreateProtector("Onboarding.Secrets.v1");

    /// <summary>Puts a secret away in place of the one before; tells its facts, or why it cannot be used.</summary>
    internal async Task<Result<SecretFacts>> PutAsync(OnboardingDb db, SiteId site, SecretInput input, CancellationToken cancellationToken)
    {
        var kind = input is SecretInput.ClientSecret ? SecretKind.ClientSecret : SecretKind.PrivateKey;
        string text;
        PublicJwk? jwk = null;
        switch (input)
        {
            case SecretInput.ClientSecret secret:
                text = secret.Secret.Trim();
                break;
            case SecretInput.NewKeyPair pair:
                text = SigningKeys.Create(pair.Algorithm);
                jwk = PublicJwk.FromPem(text);
                break;
            case SecretInput.PrivateKey key:
                text = key.Pem.Trim();
                if (SigningKeys.Check(text, key.Algorithm) is { } finding)
                    return new Refusal(finding.Code, $"{finding.Cause} {finding.NextStep}");
                jwk = PublicJwk.FromPem(text, key.KeyId);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(input));
        }

        await db.Secrets.Where(secret => secret.SiteId == site && secret.Kind == kind).ExecuteDeleteAsync(cancellationToken);
        var stored = new StoredSecret
        {
            Id = Guid.CreateVersion7(),
            SiteId = site,
            Kind = kind,
            Protected = protector.Protect(text),
            Fingerprint = jwk?.Thumbprint ?? Hint(text),
            PublicJwk = jwk?.Jwk.ToJsonString(),
            CreatedAt = time.GetUtcNow(),
        };
        db.Secrets.Add(stored);
        return new SecretFacts(kind, stored.Fingerprint, stored.CreatedAt, jwk?.KeyId);
    }

    /// <summary>The secrets of a site for the length of one piece of work.</summary>
    public async Task<ConnectionSecrets> OpenAsync(OnboardingDb db, SiteId site, CancellationToken cancellationToken)
    {
        var stored = await db.Secrets.AsNoTracking().Where(secret => secret.SiteId == site).ToListAsync(cancellationToken);
        return new()
        {
            PrivateKeyPem = Open(SecretKind.PrivateKey),
            ClientSecret = Open(SecretKind.ClientSecret),
        };

        string? Open(SecretKind kind) =>
            stored.FirstOrDefault(secret => secret.Kind == kind) is { } found ? protector.Unprotect(found.Protected) : null;
    }

    // Two different secrets must show two different hints, and no hint may help to guess: a slow salted hash, cut short.
    private static string Hint(string secret)
    {
        var salt = Encoding.UTF8.GetBytes("Onboarding.Secrets.Hint");
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(secret, salt, 200_000, HashAlgorithmName.SHA256, 6));
    }
}
