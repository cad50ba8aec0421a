using System.Net;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class ReportEndpointTests(DevelopmentPortal portal)
{
    private static readonly Actor By = new("reports", "Reports", Roles.CustomerSuccess);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("juno.marrow")]
    [InlineData("alder.crane")]
    public async Task Whoever_may_read_the_page_gets_the_files(string account)
    {
        var (site, run) = await ValidatedAsync($"Files of {account}");
        using var browser = portal.Browser();
        using var signedIn = await browser.SignInAsAsync(account);

        using var json = await browser.GetAsync(new Uri(ReportEndpoint.JsonPath(site.Slug, run, null), UriKind.Relative), Stop);
        using var csv = await browser.GetAsync(new Uri(ReportEndpoint.CsvPath(site.Slug, run, null), UriKind.Relative), Stop);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (json.StatusCode, json.Content.Headers.ContentType!.ToString()));
        Assert.Equal(($"attachment; filename={site.Slug}-validation-run-1.json", true), (json.Content.Headers.ContentDisposition!.ToString().Replace("\"", "", StringComparison.Ordinal), json.Headers.CacheControl!.NoStore));
        var document = JsonNode.Parse(await json.Content.ReadAsStringAsync(Stop))!;
        Assert.Equal(("validation-report/2", "warning"), ((string)document["schema"]!, (string)document["report"]!["verdict"]!));
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (csv.StatusCode, csv.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("site,run,kind,id,label,", await csv.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_is_sent_to_the_sign_in()
    {
        var (site, run) = await ValidatedAsync("Files of nobody");
        using var browser = portal.Browser();

        using var answer = await browser.GetAsync(new Uri(ReportEndpoint.CsvPath(site.Slug, run, null), UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.IsAbsoluteUri ? answer.Headers.Location.PathAndQuery : answer.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_of_another_site_is_not_there()
    {
        var (site, _) = await ValidatedAsync("Files of one");
        var (_, others) = await ValidatedAsync("Files of another");
        using var browser = portal.Browser();
        using var signedIn = await browser.SignInAsAsync("juno.marrow");

        using var answer = await browser.GetAsync(new Uri(ReportEndpoint.JsonPath(site.Slug, others, null), UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<(Site Site, Guid Run)> ValidatedAsync(string name)
    {
        var site = (await portal.Services.GetRequiredService<SiteService>().CreateAsync(name, "America/Denver", null, By, Stop)).Value!;
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(Stop);
        var run = StageRun.Queue(site, Stage.ValidatePatients, 1, Guid.NewGuid(), By, TimeProvider.System.GetUtcNow());
        run.Start(site, TimeProvider.System.GetUtcNow());
        run.Finish(new(
            [new() { Code = "VALIDATE-PHONE", Check = "Phone", State = CheckState.Warning }],
            new ValidationMatrix([new(1, "adult")], [new("phone", "Phone", FieldRequirement.Expected, CheckState.Warning, 0, 1, null, [new(CheckState.Warning, null, null, "telecom")])], [])), TimeProvider.System.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Stop);
        return (site, run.Id);
    }
}
