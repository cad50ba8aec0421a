using Bunit;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Stages.ValidatePatients;
using Xunit;

namespace Portal.Tests.Stages.ValidatePatients;

public sealed class ValidatePatientsPanelTests : PanelContext
{
    private static readonly ValidationMatrix Matrix = new(
        [.. Enumerable.Range(1, 10).Select(number => new MatrixPatient(number, "adult"))],
        [
            Field("birthDate", "Birth date", FieldRequirement.Identity, CheckState.Passed, 10, 0.741),
            Field("race", "Race", FieldRequirement.Expected, CheckState.Failed, 0, null),
        ],
        [new(CheckState.Failed, "One cause explains all failed cells of Race", "Our code map is empty.", FaultOwner.OurConfiguration, "race", null)]);

    [Fact]
    public async Task Pasted_numbers_are_saved_masked_and_checked_in_one_press()
    {
        await SiteAtAsync(Stage.ValidatePatients, named: false);
        var panel = await PanelAsync<ValidatePatientsPanel>();

        panel.Find("textarea").Input("MW4001\nMW4002, MW4003");
        await panel.One("button", "Save and validate").ClickAsync(new());

        Assert.Equal(3, (await ViewAsync()).Site.PatientCount);
        Assert.Single(Queue.Queued);
        Assert.DoesNotContain("MW4001", panel.Markup);
    }

    [Fact]
    public async Task Saved_patients_are_shown_masked_and_are_the_default_run()
    {
        await SiteAtAsync(Stage.ValidatePatients);

        var panel = await PanelAsync<ValidatePatientsPanel>();

        Assert.False(panel.One("button", "Validate 10 patients").HasAttribute("disabled"));
        Assert.DoesNotContain("MW40", panel.Markup);
        Assert.Empty(panel.FindAll("textarea"));
    }

    [Fact]
    public async Task Wrong_list_names_the_line_and_cannot_be_saved()
    {
        await SiteAtAsync(Stage.ValidatePatients, named: false);
        var panel = await PanelAsync<ValidatePatientsPanel>();

        await panel.One("button", "FHIR IDs").ClickAsync();
        panel.Find("textarea").Input("p-1\nnot an id");

        Assert.Contains("Line 2:", Assert.Single(panel.All("alert")).TextContent);
        Assert.True(panel.One("button", "Save and validate").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Verdict_claims_what_ten_patients_prove_and_sends_to_the_cause()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Failed, "Race")], Matrix);

        var panel = await PanelAsync<ValidatePatientsPanel>();

        panel.One("heading", "1 of 2 fields hold. One blocks the stage.");
        Assert.Contains("right for at least 74 % of this hospital’s patients, with 95 % confidence. Ten patients cannot prove more.", panel.Markup);
        Assert.Contains("Whose move: Us, settings.", panel.Markup);
        Assert.Equal("/sites/mercy-west/map-fields?field=race", panel.One("link", "Correct the mapping").GetAttribute("href"));
    }

    [Fact]
    public async Task Opened_cell_says_what_was_found_why_and_whose_move_it_is()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Failed, "Race")], Matrix);
        var panel = await PanelAsync<ValidatePatientsPanel>();

        panel.All("button").First(cell => cell.Name().StartsWith("Race, patient 04", StringComparison.Ordinal)).Click();

        var detail = panel.Find("aside[aria-label='Race, patient 04']");
        Assert.Contains("A•••", detail.TextContent);
        Assert.Contains("No entry for this code", detail.TextContent);
        Assert.Contains("Us, settings", detail.TextContent);
        await panel.One("button", "Close").ClickAsync();
        Assert.Empty(panel.FindAll("aside"));
    }

    [Fact]
    public async Task Filter_in_the_address_shows_only_what_is_wrong()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Failed, "Race")], Matrix);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        Assert.Equal(2, panel.All("rowheader").Count);
        Assert.Equal("true", panel.One("link", "All 2").GetAttribute("aria-current"));
        var href = panel.One("link", "Wrong 1").GetAttribute("href")!;
        Assert.EndsWith("?show=wrong", href, StringComparison.Ordinal);

        Get<NavigationManager>().NavigateTo(href);
        var filtered = await PanelAsync<ValidatePatientsPanel>();

        Assert.Equal("Race expected", Assert.Single(filtered.All("rowheader")).Name().Replace("Raceexpected", "Race expected", StringComparison.Ordinal));
        Assert.Equal("true", filtered.One("link", "Wrong 1").GetAttribute("aria-current"));
        Assert.DoesNotContain("show=", filtered.One("link", "All 2").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_without_anything_wrong_says_so_and_leads_back()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Passed, "Birth date")], Matrix with { Fields = [Matrix.Fields[0]], Causes = [] });
        Get<NavigationManager>().NavigateTo("/?show=wrong");

        var panel = await PanelAsync<ValidatePatientsPanel>();

        Assert.Empty(panel.FindAll("table.mx"));
        Assert.Contains("No field is wrong", panel.Markup, StringComparison.Ordinal);
        panel.One("link", "Show all fields");
    }

    [Fact]
    public async Task Report_of_the_run_is_one_click_away()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        var run = await EndAsync(site, Stage.ValidatePatients, [Row(CheckState.Failed, "Race")], Matrix);

        var panel = await PanelAsync<ValidatePatientsPanel>();

        Assert.Equal($"/sites/mercy-west/validate-patients/report?run={run.Id:D}", panel.One("link", "Read the report").GetAttribute("href"));
    }

    [Fact]
    public async Task Another_list_saved_meanwhile_is_not_overwritten_silently()
    {
        var site = await SiteAtAsync(Stage.ValidatePatients);
        var panel = await PanelAsync<ValidatePatientsPanel>();
        await panel.One("button", "Change the list").ClickAsync();
        panel.Find("textarea").Input("MW4009");

        await Sites.SavePatientsAsync(site.Id, (await ViewAsync()).Site.Version, [new TestPatient(TestPatientKind.Mrn, "MW4002")], Engineer, Cancel);
        await panel.One("button", "Save and validate").ClickAsync(new());

        Assert.Contains("Ember Quoin saved this site", panel.Markup);
        Assert.Equal("MW4009", panel.Find("textarea").GetAttribute("value"));
        Assert.Empty(Queue.Queued);
    }

    private static MatrixField Field(string id, string label, FieldRequirement requirement, CheckState state, int passed, double? proven) => new(
        id, label, requirement, state, passed, 10, proven,
        [.. Enumerable.Range(1, 10).Select(_ => new MatrixCell(state, state is CheckState.Passed ? null : "No entry for this code", "A••• (5)", "extension.value"))]);
}
