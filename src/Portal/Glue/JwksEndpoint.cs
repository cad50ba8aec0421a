using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Portal.Glue;

/// <summary>Our public keys, one set per site, where hospitals fetch them. Holds nothing secret and needs no sign-in.</summary>
public static class JwksEndpoint
{
    private const int CacheSeconds = 300;

    public static string PathOf(string slug) => PublicKeys.PathOf(slug);

    public static void MapJwks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/jwks/{slug}", async (string slug, HttpContext http, IDbContextFactory<OnboardingDb> factory, CancellationToken cancellation) =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellation);
            if (await db.Sites.AsNoTracking().Where(site => site.Slug == slug).Select(site => (SiteId?)site.Id).SingleOrDefaultAsync(cancellation) is not { } id)
                return Results.NotFound();
            var keys = await db.Secrets.AsNoTracking().Where(secret => secret.SiteId == id && secret.PublicJwk != null)
                .Select(secret => secret.PublicJwk!).ToListAsync(cancellation);
            http.Response.Headers.CacheControl = $"public, max-age={CacheSeconds}";
            return Results.Text($$"""{"keys":[{{string.Join(',', keys)}}]}""", "application/json");
        }).AllowAnonymous();
}
