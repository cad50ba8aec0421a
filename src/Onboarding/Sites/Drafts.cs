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
        var draft = await db.Drafts.SingleOrDefaultAsync(row => row.SiteId == site && row.Form == form, cancellationToken);
        if (draft is null)
            db.Drafts.Add(new() { SiteId = site, Form = form, Json = Json.Write(content), BasedOn = basedOn, SavedBy = by.Name, SavedAt = time.GetUtcNow() });
        else
            (draft.Json, draft.BasedOn, draft.SavedBy, draft.SavedAt) = (Json.Write(content), basedOn, by.Name, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
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
}
