using System.Text.Json.Nodes;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Secrets.Keys;

/// <summary>The JWKS documents that hospitals fetch (RFC 7517). Holds nothing secret.</summary>
public static class PublicKeys
{
    // Named one by one, so that whatever else may ever be stored with a key is not published with it.
    private static readonly string[] Published = ["kid", "kty", "use", "alg", "key_ops", "n", "e", "crv", "x", "y"];

    /// <summary>Where the keys of a site's environment are published, below our public address.</summary>
    public static string PathOf(string slug, EhrEnvironment environment) => $"/jwks/{slug}/{Json.Word(environment)}";

    /// <summary>The whole address; null while the portal does not know its own, or no environment is chosen.</summary>
    public static Uri? UrlOf(OnboardingOptions options, string slug, EhrEnvironment? environment) =>
        environment is { } one && Uri.TryCreate(options.PublicBaseUrl.TrimEnd('/') + PathOf(slug, one), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>The environment that an address names, or null.</summary>
    public static EhrEnvironment? ReadEnvironment(string word) =>
        Enum.GetValues<EhrEnvironment>().Select(environment => (EhrEnvironment?)environment).FirstOrDefault(environment => Json.Word(environment!.Value) == word);

    /// <summary>The document of one environment, or of the connection's with null; null where there is no such site.</summary>
    public static async Task<string?> JwksAsync(this OnboardingDb db, string slug, EhrEnvironment? environment, CancellationToken cancellationToken)
    {
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Slug == slug, cancellationToken) is not { } site)
            return null;
        if ((environment ?? site.Connection?.Environment) is not { } published)
            return Document([]);
        var keys = await db.SiteKeys.AsNoTracking()
            .Where(key => key.SiteId == site.Id && key.Environment == published && key.State != KeyState.Retired).ToListAsync(cancellationToken);
        // The one in use first: some servers only ever try the first key of a list.
        return Document(keys.OrderBy(key => key.State is KeyState.Active ? 0 : 1).ThenByDescending(key => key.CreatedAt));
    }

    private static string Document(IEnumerable<SiteKey> keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => Project(JsonNode.Parse(key.PublicJwk)!))]) }.ToJsonString();

    private static JsonObject Project(JsonNode jwk) =>
        new(Published.Where(member => jwk[member] is not null).Select(member => KeyValuePair.Create(member, jwk[member]!.DeepClone()))!);
}
