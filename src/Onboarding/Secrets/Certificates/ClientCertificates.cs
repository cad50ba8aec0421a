using System.Security.Cryptography.X509Certificates;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Secrets.Certificates;

/// <summary>The commands on a site's client certificate. A new one replaces the one before at once; both cannot be shown.</summary>
public sealed class ClientCertificates(IDbContextFactory<OnboardingDb> factory, SiteService sites, SecretVault vault, TimeProvider time)
{
    public async Task<CertificateView> FindAsync(SiteId site, EhrEnvironment environment, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var stored = await db.ClientCertificates.AsNoTracking().Where(row => row.SiteId == site && row.Environment == environment).ToListAsync(cancellationToken);
        return new(environment, Of(CertificateState.InUse), Of(CertificateState.Requested));

        CertificateFacts? Of(CertificateState state) => stored.FirstOrDefault(row => row.State == state) is { } found ? Facts(found) : null;
    }

    /// <summary>Makes a key and a certificate that signs itself; the hospital registers it as it is.</summary>
    public Task<Result<Site>> MakeSelfSignedAsync(SiteId id, int seenVersion, EhrEnvironment environment, Actor by, CancellationToken cancellationToken) =>
        ReplaceAsync(id, seenVersion, environment, CertificateOrigin.SelfSigned, by,
            (_, site, now) => Task.FromResult(CertificateReader.Pem(CertificateMaker.SelfSigned(site.Name, now), null, now)), cancellationToken);

    /// <summary>Brings a certificate with its key as PEM.</summary>
    /// <param name="password">Of the key, where it is locked; used once and kept nowhere.</param>
    public Task<Result<Site>> ImportPemAsync(SiteId id, int seenVersion, EhrEnvironment environment, string pem, string? password, Actor by, CancellationToken cancellationToken) =>
        ReplaceAsync(id, seenVersion, environment, CertificateOrigin.Imported, by, (_, _, now) => Task.FromResult(CertificateReader.Pem(pem, password, now)), cancellationToken);

    /// <summary>Brings a certificate with its key as a PKCS#12 file.</summary>
    /// <param name="password">Of the file; used once and kept nowhere.</param>
    public Task<Result<Site>> ImportPkcs12Async(SiteId id, int seenVersion, EhrEnvironment environment, byte[] file, string? password, Actor by, CancellationToken cancellationToken) =>
        ReplaceAsync(id, seenVersion, environment, CertificateOrigin.Imported, by, (_, _, now) => Task.FromResult(CertificateReader.Pkcs12(file, password, now)), cancellationToken);

    /// <summary>Makes a key and a request for the hospital's authority to sign. What is in use stays in use until the answer comes.</summary>
    public Task<Result<Site>> RequestAsync(SiteId id, int seenVersion, EhrEnvironment environment, Actor by, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, $"Request for a client certificate made ({Json.Word(environment)})", async (db, site, now) =>
        {
            await DeleteAsync(db, id, environment, CertificateState.Requested, cancellationToken);
            var (request, key, subject, fingerprint) = CertificateMaker.Request(site.Name);
            db.ClientCertificates.Add(new()
            {
                Id = Guid.CreateVersion7(now), SiteId = id, Environment = environment, State = CertificateState.Requested, Origin = CertificateOrigin.SignedRequest,
                Protected = vault.Protect(key), RequestPem = request, Subject = subject, Fingerprint = fingerprint, CreatedAt = now, CreatedBy = by.Name,
            });
            return new Done();
        }, cancellationToken);

    /// <summary>Takes the signed answer to the request into use.</summary>
    public Task<Result<Site>> UploadSignedAsync(SiteId id, int seenVersion, EhrEnvironment environment, string pem, Actor by, CancellationToken cancellationToken) =>
        ReplaceAsync(id, seenVersion, environment, CertificateOrigin.SignedRequest, by, async (db, _, now) =>
        {
            var request = await db.ClientCertificates.AsNoTracking()
                .FirstOrDefaultAsync(row => row.SiteId == id && row.Environment == environment && row.State == CertificateState.Requested, cancellationToken);
            if (request is null)
                return CertificateRefusals.NotRequested;
            var read = CertificateReader.Signed(pem, vault.Open(request.Protected), now);
            if (read.Succeeded)
                await DeleteAsync(db, id, environment, CertificateState.Requested, cancellationToken);
            return read;
        }, cancellationToken);

    /// <summary>Deletes the certificate in use, or the request, with its key.</summary>
    public Task<Result<Site>> RemoveAsync(SiteId id, int seenVersion, EhrEnvironment environment, CertificateState state, Actor by, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, site, now) =>
        {
            if (await DeleteAsync(db, id, environment, state, cancellationToken) == 0)
                return CertificateRefusals.None;
            await db.SecretsStoredAsync(site, environment, by, now, cancellationToken);
            db.Note(id, by, $"{(state is CertificateState.InUse ? "Client certificate" : "Request for a client certificate")} removed ({Json.Word(environment)})", now);
            return new Done();
        }, cancellationToken);

    private Task<Result<Site>> ReplaceAsync(
        SiteId id, int seenVersion, EhrEnvironment environment, CertificateOrigin origin, Actor by,
        Func<OnboardingDb, Site, DateTimeOffset, Task<Result<CertificateBundle>>> read, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, site, now) =>
        {
            var bundle = await read(db, site, now);
            if (bundle.Refusal is { } refusal)
                return refusal;
            var replaced = await DeleteAsync(db, id, environment, CertificateState.InUse, cancellationToken) > 0;
            db.ClientCertificates.Add(Stored(id, environment, origin, bundle.Value!, by));
            await db.SecretsStoredAsync(site, environment, by, now, cancellationToken);
            db.Note(id, by, $"Client certificate {(replaced ? "replaced" : "put in")}: {bundle.Value!.Fingerprint[..8]} ({Json.Word(environment)})", now);
            return new Done();
        }, cancellationToken);

    private ClientCertificate Stored(SiteId site, EhrEnvironment environment, CertificateOrigin origin, CertificateBundle bundle, Actor by) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()), SiteId = site, Environment = environment, State = CertificateState.InUse, Origin = origin,
        Protected = vault.Protect(bundle.KeyPem), ChainPem = bundle.ChainPem, Subject = bundle.Subject, Issuer = bundle.Issuer, Serial = bundle.Serial,
        Fingerprint = bundle.Fingerprint, ValidFrom = bundle.ValidFrom, ValidUntil = bundle.ValidUntil, CreatedAt = time.GetUtcNow(), CreatedBy = by.Name,
    };

    private static Task<int> DeleteAsync(OnboardingDb db, SiteId site, EhrEnvironment environment, CertificateState state, CancellationToken cancellationToken) =>
        db.ClientCertificates.Where(row => row.SiteId == site && row.Environment == environment && row.State == state).ExecuteDeleteAsync(cancellationToken);

    private static CertificateFacts Facts(ClientCertificate row)
    {
        X509Certificate2Collection chain = row.ChainPem is null ? [] : CertificateReader.Certificates(row.ChainPem);
        return new(
            row.State, row.Origin, row.Subject, row.Issuer, row.Serial, row.Fingerprint, Math.Max(0, chain.Count - 1),
            chain.FirstOrDefault()?.ExportCertificatePem(), row.RequestPem, row.ValidFrom, row.ValidUntil, row.CreatedAt, row.CreatedBy);
    }
}
