using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.HospitalLinks;

/// <summary>A link at the one moment when it can be read.</summary>
public sealed record NewHospitalLink(HospitalLink Link, Uri Address)
{
    public override string ToString() => $"(link {Link.Purpose})";
}

/// <summary>What a token opened.</summary>
/// <param name="Page">Null where the link has lapsed or what it was about is gone.</param>
public sealed record OpenedLink(HospitalLink Link, string SiteName, string TimeZone, bool Lapsed, HospitalPage? Page);

/// <summary>Makes, finds and follows links for the hospital's people.</summary>
public sealed class LinkDesk(IDbContextFactory<OnboardingDb> factory, IServiceProvider services, IOptions<OnboardingOptions> options, TimeProvider time)
{
    private const int TokenBytes = 32;

    /// <summary>As long as a token is in an address; anything else is not looked for.</summary>
    private const int TokenLength = 43;

    public static readonly Refusal NoAddress = new(
        "no-public-address", "The portal does not know the address at which hospitals reach it, so it cannot make a link. An administrator sets Onboarding:PublicBaseUrl.");

    public static readonly Refusal Unknown = new("link-unknown", "This link is not one of ours. It may have been cut off on its way: copy the whole of it from the mail.");

    public static readonly Refusal Lapsed = new("link-lapsed", "This link has lapsed, so nothing was done. Ask whoever sent it for a new one.");

    public static readonly Refusal Gone = new("link-gone", "What this link was about is over, so nothing was done.");

    // Asked for late, because an action's own part of the code may make links.
    private readonly Lazy<Dictionary<string, IHospitalAction>> actions = new(() => services.GetServices<IHospitalAction>().ToDictionary(action => action.Purpose, StringComparer.Ordinal));

    /// <summary>The path of the page behind a token.</summary>
    public static string PathOf(string token) => $"/h/{token}";

    /// <summary>Makes a link in the caller's transaction; its address is told this once.</summary>
    /// <param name="madeFor">Whom it is for, with their part at the hospital.</param>
    public Result<NewHospitalLink> Make(OnboardingDb db, SiteId site, string purpose, Guid subject, string madeFor, DateTimeOffset expires)
    {
        if (options.Value.PublicBaseUrl is not { Length: > 0 } address)
            return NoAddress;
        var now = time.GetUtcNow();
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        var link = new HospitalLink
        {
            Id = Guid.CreateVersion7(now), Hash = Hash(token), SiteId = site, Purpose = purpose, SubjectId = subject, MadeFor = madeFor, MadeAt = now, ExpiresAt = expires,
        };
        db.HospitalLinks.Add(link);
        return new NewHospitalLink(link, new(address.TrimEnd('/') + PathOf(token)));
    }

    /// <summary>What the token opens, as things stand now; null where it is not one of ours. Changes nothing.</summary>
    public async Task<OpenedLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length != TokenLength)
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hash = Hash(token);
        if (await db.HospitalLinks.AsNoTracking().SingleOrDefaultAsync(link => link.Hash == hash, cancellationToken) is not { } found
            || await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == found.SiteId, cancellationToken) is not { } site)
        {
            return null;
        }

        var lapsed = !found.Lives(time.GetUtcNow());
        var page = !lapsed && actions.Value.TryGetValue(found.Purpose, out var action) ? await action.ShowAsync(found, cancellationToken) : null;
        return new(found, site.Name, site.TimeZone, lapsed, Spent(found, page));
    }

    /// <summary>Does what the link is for, and says what happened. A used link says it again and does nothing more.</summary>
    public async Task<Result<string>> FollowAsync(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token, cancellationToken) is not { } opened)
            return Unknown;
        if (opened.Lapsed)
            return Lapsed;
        if (opened.Page is not { } page)
            return Gone;
        if (page.Button is null)
            return page.Happened is { } happened ? happened : Gone;
        var done = await actions.Value[opened.Link.Purpose].DoAsync(opened.Link, cancellationToken);
        if (done.Succeeded)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var now = time.GetUtcNow();
            await db.HospitalLinks.Where(link => link.Id == opened.Link.Id && link.UsedAt == null)
                .ExecuteUpdateAsync(change => change.SetProperty(link => link.UsedAt, now), cancellationToken);
        }

        return done;
    }

    private HospitalPage? Spent(HospitalLink link, HospitalPage? page) =>
        page is { Button: not null } && link.UsedAt is not null && actions.Value[link.Purpose].Once ? page with { Button = null, Happened = page.Happened ?? "This link has been used already." } : page;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
