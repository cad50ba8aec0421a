using System.Net;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Styleguide;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class LoadTestEndpointTests(DevelopmentPortal portal)
{
    private static readonly Actor By = new("loads", "Loads", Roles.CustomerSuccess);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_may_read_the_page_gets_the_files()
    {
        var (site, run) = await TestedAsync("Load of a reader");
        using var browser = portal.Browser();
        using var signedIn = await browser.SignInAsAsync("alder.crane");

        using var json = await browser.GetAsync(new Uri(LoadTestEndpoint.JsonPath(site.Slug, run), UriKind.Relative), Stop);
        using var csv = await browser.GetAsync(new Uri(LoadTestEndpoint.CsvPath(site.Slug, run), UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.OK, "application/json", true), (json.StatusCode, json.Content.Headers.ContentType!.ToString(), json.Headers.CacheControl!.NoStore));
        Assert.Equal($"attachment; filename={site.Slug}-load-test-run-1.json", json.Content.Headers.ContentDisposition!.ToString().Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal("load-test/1", (string)JsonNode.Parse(await json.Content.ReadAsStringAsync(Stop))!["schema"]!);
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.StatusCode, csv.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Stranger_is_sent_to_the_sign_in()
    {
        var (site, run) = await TestedAsync("Load of nobody");
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync(new Uri(LoadTestEndpoint.JsonPath(site.Slug, run), UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_of_another_site_is_not_there()
    {
        var (site, _) = await TestedAsync("Load of one");
        var (_, others) = await TestedAsync("Load of another");
        using var browser = portal.Browser();
        using var signedIn = await browser.SignInAsAsync("juno.marrow");

        using var answer = await browser.GetAsync(new Uri(LoadTestEndpoint.CsvPath(site.Slug, others), UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<(Site Site, Guid Run)> TestedAsync(string name)
    {
        var site = (await portal.Services.GetRequiredService<SiteService>().CreateAsync(name, "America/Denver", null, By, Stop)).Value!;
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Stop);
        var run = StageRun.Queue(site, Stage.LoadTest, 1, Guid.NewGuid(), By, TimeProvider.System.GetUtcNow());
        run.Start(site, TimeProvider.System.GetUtcNow());
        run.Finish(new([new() { Code = "LOAD-P95", Check = "Latency of reads, p95", State = CheckState.Passed }], LoadSamples.Report(30)), TimeProvider.System.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Stop);
        return (site, run.Id);
    }
}
