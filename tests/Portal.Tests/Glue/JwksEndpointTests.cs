using System.Net;
using EhrAdapters;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class JwksEndpointTests(DevelopmentPortal portal)
{
    private static readonly Actor By = new("keys", "Keys", Roles.CustomerSuccess);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_tells_caches_how_long_it_holds_and_by_what_mark_it_is_known()
    {
        var path = JwksEndpoint.PathOf((await SiteAsync("Cache General")).Slug, EhrEnvironment.Sandbox);

        using var answer = await AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("application/json", "public, max-age=300"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.CacheControl!.ToString()));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.ETag!.IsWeak);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"something-else\", {0}")]
    [InlineData("*")]
    public async Task Known_document_is_not_sent_again(string known)
    {
        var path = JwksEndpoint.PathOf((await SiteAsync($"Known {known.Length} General")).Slug, EhrEnvironment.Sandbox);
        using var first = await AskAsync(HttpMethod.Get, path);

        using var second = await AskAsync(HttpMethod.Get, path, string.Format(System.Globalization.CultureInfo.InvariantCulture, known, first.Headers.ETag));

        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, await second.Content.ReadAsStringAsync(Stop)));
        Assert.Equal(("public, max-age=300", first.Headers.ETag), (second.Headers.CacheControl!.ToString(), second.Headers.ETag));
    }

    [Fact]
    public async Task Further_key_makes_another_document()
    {
        var site = await SiteAsync("Further General");
        var path = JwksEndpoint.PathOf(site.Slug, EhrEnvironment.Sandbox);
        using var first = await AskAsync(HttpMethod.Get, path);
        await portal.Services.GetRequiredService<KeyRings>().AddAsync(site.Id, site.Version, EhrEnvironment.Sandbox, new SecretInput.NewKeyPair("ES384"), By, Stop);

        using var second = await AskAsync(HttpMethod.Get, path, first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
    }

    [Fact]
    public async Task Head_tells_the_same_without_the_document()
    {
        var path = JwksEndpoint.PathOf((await SiteAsync("Head General")).Slug, EhrEnvironment.Sandbox);
        using var whole = await AskAsync(HttpMethod.Get, path);

        using var head = await AskAsync(HttpMethod.Head, path);

        Assert.Equal((HttpStatusCode.OK, whole.Headers.ETag, whole.Content.Headers.ContentLength), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData("/jwks/nobody")]
    [InlineData("/jwks/nobody/sandbox")]
    [InlineData("/jwks/unknown-environment-general/holiday")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await SiteAsync("Unknown Environment General");

        using var answer = await AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Environment_without_keys_publishes_an_empty_list()
    {
        var site = await SiteAsync("Empty General");

        Assert.Equal("""{"keys":[]}""", await portal.Browser().GetStringAsync(new Uri($"/jwks/{site.Slug}/production", UriKind.Relative), Stop));
    }

    private async Task<Site> SiteAsync(string name)
    {
        var sites = portal.Services.GetRequiredService<SiteService>();
        var created = await sites.CreateAsync(name, "America/Denver", null, By, Stop);
        if (created.Value is not { } site)
            return (await portal.Services.GetRequiredService<SiteQueries>().FindAsync(Slug.From(name), Stop))!.Site;
        var connection = new Connection { Vendor = "epic", Environment = EhrEnvironment.Sandbox, FhirBaseUrl = new($"https://ehr.{site.Slug}.example/api/FHIR/R4") };
        return (await sites.SaveConnectionAsync(site.Id, site.Version, connection, new SecretInput.NewKeyPair("ES384"), By, Stop)).Value!;
    }

    private Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? known = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return portal.Browser().SendAsync(request, Stop);
    }
}
