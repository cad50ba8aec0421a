using System.Security.Cryptography;
using System.Text;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Secrets.Keys;

namespace Portal.Glue;

/// <summary>Our public keys, one set per site and environment, where hospitals fetch them. Holds nothing secret and needs no sign-in.</summary>
public static class JwksEndpoint
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>The keys of the environment that the site is connected to at the moment.</summary>
    public static string PathOf(string slug) => $"/jwks/{slug}";

    public static string PathOf(string slug, EhrEnvironment environment) => PublicKeys.PathOf(slug, environment);

    public static void MapJwks(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/jwks/{slug}/{environment?}", Reading, AnswerAsync).AllowAnonymous();

    private static async Task AnswerAsync(
        string slug, string? environment, HttpContext http, IDbContextFactory<OnboardingDb> factory, IOptions<OnboardingOptions> options, CancellationToken cancellation)
    {
        var asked = environment is null ? null : PublicKeys.ReadEnvironment(environment);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if ((environment is not null && asked is null) || await db.JwksAsync(slug, asked, cancellation) is not { } document)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var body = Encoding.UTF8.GetBytes(document);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"");
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new() { Public = true, MaxAge = options.Value.PublicKeysMaxAge };
        headers.ETag = tag;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (Knows(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // RFC 7517 registers application/jwk-set+json; what servers really ask for and accept is plain JSON.
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, cancellation);
    }

    // RFC 9110, 13.1.2: the comparison for If-None-Match is the weak one, and a star knows everything.
    private static bool Knows(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
