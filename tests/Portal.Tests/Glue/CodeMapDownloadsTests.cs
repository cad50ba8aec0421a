using System.Net;
using System.Text.Json.Nodes;
using EhrAdapters.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Sites;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class CodeMapDownloadsTests(DevelopmentPortal portal)
{
    private static readonly Actor By = new("codes", "Codes", Roles.CustomerSuccess);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Saved_code_map_is_sent_as_files_to_whoever_is_signed_in()
    {
        var slug = await SiteAsync("Coded General");
        using var browser = portal.Browser();
        await browser.SignInAsAsync("juno.marrow");

        using var csv = await browser.GetAsync(new Uri(MappingPaths.Csv(slug, "gender"), UriKind.Relative), Stop);
        using var map = await browser.GetAsync(new Uri(MappingPaths.ConceptMap(slug, "gender"), UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.OK, "text/csv; charset=utf-8", "coded-general-gender-codes.csv"), (csv.StatusCode, csv.Content.Headers.ContentType!.ToString(), csv.Content.Headers.ContentDisposition!.FileName));
        Assert.Contains("'=W,female,yes", await csv.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("application/fhir+json", map.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ConceptMap", (string?)JsonNode.Parse(await map.Content.ReadAsStringAsync(Stop))!["resourceType"]);
    }

    [Fact]
    public async Task Nobody_else_gets_them_and_what_is_not_there_is_not_found()
    {
        var slug = await SiteAsync("Guarded General");
        using var stranger = portal.Browser();
        using var browser = portal.Browser();
        await browser.SignInAsAsync("juno.marrow");

        using var refused = await stranger.GetAsync(new Uri(MappingPaths.Csv(slug, "gender"), UriKind.Relative), Stop);
        using var missing = await browser.GetAsync(new Uri(MappingPaths.ConceptMap(slug, "race"), UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("sign-in", refused.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task<string> SiteAsync(string name)
    {
        var sites = portal.Services.GetRequiredService<SiteService>();
        var site = (await sites.CreateAsync(name, "America/Denver", null, By, Stop)).Value!;
        var gender = new FieldMapping { FieldId = "gender", Expression = "gender", CodeMap = new Dictionary<string, string> { ["=W"] = "female" } };
        await sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [gender] }, new("Mapping saved"), By, Stop);
        return site.Slug;
    }
}
