using Bunit;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Portal.Glue;
using Xunit;
using ReportPage = Portal.Components.Pages.ValidationReport;

namespace Portal.Tests.Pages;

public sealed class ValidationReportTests : SiteContext
{
    [Fact]
    public async Task Verdict_stands_first_then_causes_then_what_fails_and_why()
    {
        var (site, _) = await TwoRunsAsync();

        var page = Open(site);

        page.One("heading", "Lakeside: validation report, run 2");
        Assert.Equal(
            ["Lakeside: validation report, run 2", "1 of 3 fields hold. One blocks the stage, one is worth a look.", "Fields that need somebody", "Compared with run 1", "The other fields: 1 passed"],
            page.All("heading").Select(heading => heading.Name().Trim()).Take(5));
        Assert.Contains("To claim 90 % takes 29 patients without a gap", page.Markup, StringComparison.Ordinal);
        var cause = Assert.Single(page.FindAll("ul[aria-label='Causes'] li")).TextContent;
        Assert.Contains("Race is absent in all 10 patients", cause, StringComparison.Ordinal);
        Assert.Contains("Whose move: Us, settings.", cause, StringComparison.Ordinal);
        var lines = page.FindAll("section[aria-label='Fields that need somebody'] tbody tr").Select(line => line.TextContent).ToList();
        Assert.StartsWith("Race", lines[0], StringComparison.Ordinal);
        Assert.Contains("see the cause above", lines[0], StringComparison.Ordinal);
        Assert.Contains("2 patients without a value. Ask the hospital.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_passed_is_folded_and_unfolds_by_a_button_that_says_so()
    {
        var (site, _) = await TwoRunsAsync();
        var page = Open(site);
        var fold = page.One("button", "The other fields: 1 passed");
        Assert.Equal("false", fold.GetAttribute("aria-expanded"));

        await fold.ClickAsync();

        Assert.Equal("true", page.One("button", "The other fields: 1 passed").GetAttribute("aria-expanded"));
        Assert.Contains("at least 74 %29, 59, 299", page.Find("section[aria-label^='The other'] tbody").TextContent.Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparison_names_what_changed_and_another_run_is_chosen_in_the_address()
    {
        var (site, first) = await TwoRunsAsync();
        await RunAsync(site, Stage.ValidatePatients, Matrix(10, 10), Rows(10, 10));
        var page = Open(site);
        var compared = page.Find("section[aria-label='Compared with an earlier run']");
        Assert.Contains("Compared with run 2", compared.TextContent, StringComparison.Ordinal);
        Assert.Contains("Fields: 2 better, 1 as before. 10 patients read in both.", compared.TextContent, StringComparison.Ordinal);
        Assert.Contains("Both runs were born of the same settings", compared.TextContent, StringComparison.Ordinal);

        await page.Find("select").ChangeAsync(first.ToString());

        var address = Services.GetRequiredService<NavigationManager>().Uri;
        Assert.Contains($"with={first:D}", address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("Compared with run 1", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_are_of_the_run_and_the_comparison_shown()
    {
        var (site, first) = await TwoRunsAsync();

        var page = Open(site);

        var href = page.One("link", "Download JSON").GetAttribute("href")!;
        Assert.StartsWith("/sites/lakeside/validate-patients/report.json?run=", href, StringComparison.Ordinal);
        Assert.EndsWith($"&with={first:D}", href, StringComparison.Ordinal);
        Assert.Equal(href.Replace(".json", ".csv", StringComparison.Ordinal), page.One("link", "Download CSV").GetAttribute("href"));
        await page.One("button", "Print or save as PDF").ClickAsync();
        Assert.Single(JSInterop.Invocations["portal.print"]);
    }

    [Fact]
    public async Task Manager_may_read_it()
    {
        var (site, _) = await TwoRunsAsync();
        Become(new("alder", "Alder Crane", Roles.Manager));

        Open(site).One("link", "Download CSV");
    }

    [Fact]
    public async Task Report_of_other_settings_says_that_it_no_longer_counts()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.ValidatePatients, Matrix(0, 8), Rows(0, 8));
        Assert.DoesNotContain("no longer counts", Open(site).Markup, StringComparison.Ordinal);

        await Service.SaveMappingAsync(site.Id, (await ViewAsync(site)).Site.Version, new() { Fields = [new() { FieldId = "name", Expression = "name" }] }, new("Mapping saved"), Me, Stop);

        Assert.Contains("no longer counts", Open(site).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_validated_yet_leads_to_the_validation()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside");

        var page = Render<ReportPage>(with => with.Add(one => one.Slug, site.Slug));

        page.WaitForAssertion(() => Assert.Equal("/sites/lakeside/validate-patients", page.One("link", "Validate ten patients").GetAttribute("href")));
    }

    private IRenderedComponent<ReportPage> Open(Site site)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(SitePaths.Report(site.Slug));
        var page = Render<ReportPage>(with => with.Add(one => one.Slug, site.Slug));
        page.WaitForElement("article");
        return page;
    }

    private async Task<(Site Site, Guid First)> TwoRunsAsync()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        var first = await RunAsync(site, Stage.ValidatePatients, Matrix(0, 9), Rows(0, 9));
        Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync(site, Stage.ValidatePatients, Matrix(0, 8), Rows(0, 8));
        return (site, first.Id);
    }

    private static ValidationMatrix Matrix(int race, int phone) => new(
        [.. Enumerable.Range(1, 10).Select(number => new MatrixPatient(number, "adult"))],
        [Field("birthDate", "Birth date", CheckState.Passed, 10), Field("race", "Race", race == 10 ? CheckState.Passed : CheckState.Failed, race), Field("phone", "Phone", phone == 10 ? CheckState.Passed : CheckState.Warning, phone)],
        race > 0 ? [] : [new(CheckState.Failed, "Race is absent in all 10 patients", "The mapping looks in the wrong place.", FaultOwner.OurConfiguration, "race", null)]);

    private static MatrixField Field(string id, string label, CheckState state, int passed) => new(
        id, label, FieldRequirement.Required, state, passed, 10, passed > 0 ? BinomialBound.Lower(passed, 10) : null,
        [.. Enumerable.Range(0, 10).Select(at => new MatrixCell(at < passed ? CheckState.Passed : CheckState.Failed, null, null, id))]);

    private static ResultRow[] Rows(int race, int phone) =>
    [
        new() { Code = "VALIDATE-BIRTH-DATE", Check = "Birth date", State = CheckState.Passed },
        new() { Code = "VALIDATE-RACE", Check = "Race", State = race == 10 ? CheckState.Passed : CheckState.Failed, Owner = FaultOwner.OurConfiguration, NextStep = "Map it." },
        new() { Code = "VALIDATE-PHONE", Check = "Phone", State = phone == 10 ? CheckState.Passed : CheckState.Warning, Owner = FaultOwner.Hospital, Explanation = $"{10 - phone} patients without a value.", NextStep = "Ask the hospital." },
    ];
}
