using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.SiteFiles;
using Onboarding.Sites;

namespace Portal.Cli;

/// <summary>Brings the allow-list to what the site file says: its private places as entries of the command, the ones it no longer names ended.</summary>
internal sealed class FileNetworks(AllowList allowed, IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    private const string Reason = "Named by allowPrivateNetwork in the site file.";

    /// <summary>Why one of them cannot be, or null. This machine's own places are a setting of the process and no entry.</summary>
    public async Task<Refusal?> FollowAsync(Site site, SiteFile file, Actor by, CancellationToken cancellationToken)
    {
        var named = file.Connection.Environment is EhrAdapters.EhrEnvironment.Simulator ? [] : Named(file);
        var now = time.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ours = await db.AllowedNetworks.AsNoTracking()
            .Where(row => row.SiteId == site.Id && row.AddedById == by.Id && row.EndedAt == null && row.ExpiresAt > now).ToListAsync(cancellationToken);
        foreach (var old in ours.Where(row => !named.Contains(row.Entry)))
            await allowed.EndAsync(old.Id, by, cancellationToken);
        var lastDay = DateOnly.FromDateTime(now.UtcDateTime).AddDays(AllowList.UsualDays);
        foreach (var entry in named.Except(await allowed.LivingAsync(db, site.Id, cancellationToken)))
            if ((await allowed.AddAsync(entry, site.Id, Reason, lastDay, by, cancellationToken)).Refusal is { } refusal)
                return refusal;
        return null;
    }

    // The reader refused what cannot be an entry.
    private static List<string> Named(SiteFile file) =>
        [.. file.Connection.AllowPrivateNetwork.Where(entry => !AllowEntry.IsThisMachine(entry)).Select(entry => AllowEntry.Check(entry).Value!).Distinct()];
}
