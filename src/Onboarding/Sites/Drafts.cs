using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace Onboarding.Sites;

/// <summary>Half-filled forms, kept on leaving a field, so that tomorrow somebody else can go on. Never holds a secret or a patient.</summary>
public sealed class Drafts(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    public async Task<FormDraft?> FindAsync(SiteId site, string form, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Drafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.SiteId == site && draft.Form == form, cancellationToken);
    }

    public async Task<Result<Done>> KeepAsync<T>(SiteId site, string form, T content, int basedOn, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var draft = new FormDraft { SiteId = site, Form = form, Json = Json.Write(content), BasedOn = basedOn, SavedBy = by.Name, SavedAt = time.GetUtcNow() };
        if (await RewriteAsync(db, draft, cancellationToken))
            return new Done();
        db.Drafts.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two people left a field of the same form at once; the later draft counts.
            await RewriteAsync(db, draft, cancellationToken);
        }

        return new Done();
    }

    public async Task<Result<Done>> DropAsync(SiteId site, string form, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Drafts.Where(draft => draft.SiteId == site && draft.Form == form).ExecuteDeleteAsync(cancellationToken);
        return new Done();
    }

    // False where there is none yet.
    private static async Task<bool> RewriteAsync(OnboardingDb db, FormDraft draft, CancellationToken cancellationToken) =>
        await db.Drafts.Where(row => row.SiteId == draft.SiteId && row.Form == draft.Form).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.Json, draft.Json).SetProperty(one => one.BasedOn, draft.BasedOn).SetProperty(one => one.SavedBy, draft.SavedBy).SetProperty(one => one.SavedAt, draft.SavedAt),
            cancellationToken) > 0;
}
