using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Secrets.Authorities;

/// <summary>Trust in a hospital's own authority: one person proposes, another of another role approves, anybody who works takes it back.</summary>
public sealed class TrustedAuthorities(IDbContextFactory<OnboardingDb> factory, SiteService sites)
{
    /// <summary>Every authority that was ever proposed for the site, the newest first.</summary>
    public async Task<IReadOnlyList<TrustedAuthority>> ListAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.TrustedAuthorities.AsNoTracking().Where(row => row.SiteId == site).OrderByDescending(row => row.ProposedAt).ToListAsync(cancellationToken);
    }

    /// <param name="comparedWith">With whom at the hospital the fingerprint was compared by phone.</param>
    public Task<Result<Site>> ProposeAsync(SiteId id, int seenVersion, string pem, string comparedWith, Actor by, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, _, now) =>
        {
            var read = AuthorityReader.Read(pem, now);
            if (read.Refusal is { } unusable)
                return unusable;
            if (string.IsNullOrWhiteSpace(comparedWith))
                return AuthorityRefusals.NotCompared;
            var facts = read.Value!;
            if (await db.TrustedAuthorities.FirstOrDefaultAsync(row => row.SiteId == id && row.Fingerprint == facts.Fingerprint && row.RevokedAt == null, cancellationToken) is { } known)
                return AuthorityRefusals.Known(known.ProposedBy);
            db.TrustedAuthorities.Add(new()
            {
                Id = Guid.CreateVersion7(now), SiteId = id, Pem = facts.Pem, Subject = facts.Subject, Issuer = facts.Issuer, Fingerprint = facts.Fingerprint,
                IsRoot = facts.IsRoot, ValidFrom = facts.ValidFrom, ValidUntil = facts.ValidUntil, ComparedWith = comparedWith.Trim(),
                ProposedById = by.Id, ProposedBy = by.Name, ProposedByRole = by.Role, ProposedAt = now,
            });
            db.Note(id, by, $"Private authority proposed: …{AuthorityFacts.EndOf(facts.Fingerprint)}, compared with {comparedWith.Trim()}", now);
            return new Done();
        }, cancellationToken);

    /// <param name="typedEnd">The last eight characters of the fingerprint, as the second person read them.</param>
    public Task<Result<Site>> ApproveAsync(SiteId id, int seenVersion, Guid authority, string typedEnd, Actor by, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, site, now) =>
        {
            var found = await db.TrustedAuthorities.SingleOrDefaultAsync(row => row.Id == authority && row.SiteId == id, cancellationToken);
            if (found?.State(now) is not AuthorityState.Proposed)
                return AuthorityRefusals.NotThere;
            if (NotApprover(found, by) is { } refusal)
                return refusal;
            if (!string.Equals(Bare(typedEnd), AuthorityFacts.EndOf(found.Fingerprint), StringComparison.OrdinalIgnoreCase))
                return AuthorityRefusals.WrongFingerprint;
            (found.ApprovedById, found.ApprovedBy, found.ApprovedByRole, found.ApprovedAt) = (by.Id, by.Name, by.Role, now);
            site.TrustChanged(by, now);
            db.Note(id, by, $"Private authority approved: …{AuthorityFacts.EndOf(found.Fingerprint)}", now, "good");
            return new Done();
        }, cancellationToken);

    /// <summary>Takes back a proposal or the trust itself, from this moment on.</summary>
    public Task<Result<Site>> RevokeAsync(SiteId id, int seenVersion, Guid authority, string reason, Actor by, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, site, now) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return SiteRefusals.ReasonNeeded;
            var found = await db.TrustedAuthorities.SingleOrDefaultAsync(row => row.Id == authority && row.SiteId == id, cancellationToken);
            if (found is not { RevokedAt: null })
                return AuthorityRefusals.NotThere;
            (found.RevokedBy, found.RevokedFor, found.RevokedAt) = (by.Name, reason.Trim(), now);
            site.TrustChanged(by, now);
            db.Note(id, by, $"{(found.ApprovedAt is null ? "Proposal of a private authority taken back" : "Private authority revoked")}: …{AuthorityFacts.EndOf(found.Fingerprint)}: {reason.Trim()}", now, "bad");
            return new Done();
        }, cancellationToken);

    /// <summary>Why this person may not approve; null where they may.</summary>
    public static Refusal? NotApprover(TrustedAuthority proposed, Actor by) =>
        !by.MayWork ? Actor.LooksOn
        : proposed.ProposedById == by.Id ? AuthorityRefusals.OwnProposal
        : by.Role is not (Roles.Engineer or Roles.Administrator) ? AuthorityRefusals.NotApprover
        : proposed.ProposedByRole == by.Role ? AuthorityRefusals.SameRole(proposed.ProposedBy)
        : null;

    private static string Bare(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit));
}

internal static class TrustReader
{
    /// <summary>The certificates that two people approved and whose time has not run out, PEM.</summary>
    public static async Task<IReadOnlyList<string>> TrustedByAsync(this OnboardingDb db, SiteId site, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.TrustedAuthorities.AsNoTracking()
            .Where(row => row.SiteId == site && row.ApprovedAt != null && row.RevokedAt == null && row.ValidUntil > now)
            .OrderBy(row => row.ApprovedAt).Select(row => row.Pem).ToListAsync(cancellationToken);
}
