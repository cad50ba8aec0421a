using Bunit;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Portal.Components.Review;
using Portal.Tests.Stages;
using Xunit;

namespace Portal.Tests.Review;

/// <summary>An engineer mends the phone, which is mapped to where the hospital keeps fax numbers.</summary>
public sealed class ChangeDeskTests : PanelContext
{
    private const string Right = "telecom.where(system = 'phone').value";

    [Fact]
    public async Task Edit_is_tried_at_once_on_every_patient_and_saved_as_a_version()
    {
        var site = await FailingAsync();
        var desk = await DeskAsync();
        Assert.True(desk.One("button", "Save as version 3").HasAttribute("disabled"));
        Assert.Equal(10, desk.FindAll("table[aria-label^='Phone on each patient'] tbody tr").Count);

        var again = (await Get<ReviewReader>().ReadAsync(Cancel)).Groups[0];
        desk.Render(with => with.Add(one => one.Group, again).Add(one => one.Chosen, again.Items[0]));
        await TypeAsync(desk, "telecom.where(");
        Assert.Contains("Correct the expression", desk.Find(".rv-tried").TextContent, StringComparison.Ordinal);
        await TypeAsync(desk, Right);
        Assert.Contains("Now 0 of 10 passed, 10 failed", desk.Find(".rv-tried").TextContent, StringComparison.Ordinal);
        Assert.Contains("With the change 10 of 10 passed", desk.Find(".rv-tried").TextContent, StringComparison.Ordinal);
        Assert.Contains("Saving ends this evidence", desk.Markup, StringComparison.Ordinal);
        Assert.All(Samples.Patients(), patient => Assert.DoesNotContain(patient.Telecom[0].Value!, desk.Markup, StringComparison.Ordinal));

        await desk.One("button", "Save as version 3").ClickAsync();
        Assert.Contains(ChangeRefusals.NoReason.Message, desk.Markup, StringComparison.Ordinal);
        Assert.Equal(2, (await VersionsAsync(site)).Count);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");
        await desk.One("button", "Save as version 3").ClickAsync();

        Assert.Equal(("Ember Quoin", "They keep phones apart"), ((await VersionsAsync(site))[0].Author, (await VersionsAsync(site))[0].Reason));
    }

    [Fact]
    public async Task Change_left_to_the_csm_is_accepted_with_one_click_and_its_counts_are_told()
    {
        var site = await FailingAsync();
        var desk = await DeskAsync();
        await TypeAsync(desk, Right);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");
        await desk.One("button", "Leave to Juno Marrow").ClickAsync();

        var notice = await NoticeAsync(Csm);
        Assert.Contains("Ember Quoin proposes another mapping of Phone", notice.Markup, StringComparison.Ordinal);
        Assert.Contains("with the change 10 of 10 passed", notice.Find("section").TextContent.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("telecom.where(system = &#x27;fax&#x27;)".Replace("&#x27;", "'", StringComparison.Ordinal), notice.Find("table").TextContent, StringComparison.Ordinal);
        await notice.One("button", "Accept the change of Phone").ClickAsync();

        Assert.Empty(notice.FindAll("section"));
        Assert.Equal(("Juno Marrow", "Proposed by Ember Quoin: They keep phones apart"), ((await VersionsAsync(site))[0].Author, (await VersionsAsync(site))[0].Reason));
    }

    [Fact]
    public async Task Proposal_is_declined_and_a_stale_one_says_why_it_cannot_be_accepted()
    {
        var site = await FailingAsync();
        var desk = await DeskAsync();
        await TypeAsync(desk, Right);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");
        await desk.One("button", "Leave to Juno Marrow").ClickAsync();
        site = (await ViewAsync()).Site;
        var map = site.Configuration.Mapping;
        await Sites.SaveMappingAsync(site.Id, site.Version, map with { Fields = [.. map.Fields.Where(field => field.FieldId != "phone")] }, new("No phone"), Csm, Cancel);

        var notice = await NoticeAsync(Csm);
        Assert.Contains("has changed since it was tried", notice.Markup, StringComparison.Ordinal);
        Assert.True(notice.One("button", "Accept the change of Phone").HasAttribute("disabled"));
        await notice.One("button", "Decline").ClickAsync();

        Assert.Empty(notice.FindAll("section"));
        Assert.Contains("Proposed mapping change declined: Phone", await HistoryAsync());
    }

    [Fact]
    public async Task Hospital_that_does_not_answer_is_told_and_tried_again()
    {
        await FailingAsync();
        var all = Hospital.Patients;
        Hospital.Patients = [];
        var desk = await DeskAsync();
        Assert.Contains("The patients could not be read again.", desk.Markup, StringComparison.Ordinal);

        Hospital.Patients = all;
        await desk.One("button", "Try again").ClickAsync();

        desk.WaitForElement("textarea");
    }

    [Fact]
    public async Task Edit_by_somebody_else_is_told_and_what_was_written_stays()
    {
        var site = await FailingAsync();
        var desk = await DeskAsync();
        await TypeAsync(desk, Right);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");
        await Sites.PlanAsync(site.Id, site.Version, new(2027, 1, 4), Csm, Cancel);

        await desk.One("button", "Save as version 3").ClickAsync();
        Assert.Contains("Juno Marrow saved this site", desk.Markup, StringComparison.Ordinal);
        await desk.One("button", "Take the newest and try again").ClickAsync();

        desk.WaitForAssertion(() => Assert.Contains("With the change 10 of 10 passed", desk.Markup, StringComparison.Ordinal));
        await desk.One("button", "Save as version 3").ClickAsync();
        Assert.Equal(3, (await VersionsAsync(site)).Count);
    }

    [Fact]
    public async Task Group_of_two_sites_counts_at_each_and_is_saved_site_by_site()
    {
        await FailingAsync();
        var other = (await Sites.CreateAsync("Tern Island", "America/Chicago", null, Csm, Cancel)).Value!;
        other = (await Sites.SaveConnectionAsync(other.Id, other.Version, Samples.Connection, null, Csm, Cancel)).Value!;
        other = (await Sites.SavePatientsAsync(other.Id, other.Version, [.. Samples.Named.Take(4)], Csm, Cancel)).Value!;
        await FailingAsync(other);
        var desk = await DeskAsync();
        await TypeAsync(desk, Right);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");

        var rows = desk.FindAll("table[aria-label='Trial at each site'] tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("0 of 10 passed, 10 failed", rows[0], StringComparison.Ordinal);
        Assert.Contains("0 of 4 passed, 4 failed", rows[1], StringComparison.Ordinal);
        Assert.Contains("4 of 4 passed", rows[1], StringComparison.Ordinal);
        desk.One("button", "Leave to the CSMs of 2 sites");
        await desk.One("button", "Save as version 2").ClickAsync();

        Assert.Equal(Right, (await Get<SiteQueries>().FindAsync("tern-island", Cancel))!.Site.Configuration.Mapping.Find("phone")!.Expression);
        Assert.NotEqual(Right, (await ViewAsync()).Site.Configuration.Mapping.Find("phone")!.Expression);
    }

    [Fact]
    public async Task Half_made_change_is_kept_for_the_next_engineer_unless_a_patient_stands_in_it()
    {
        await FailingAsync();
        var desk = await DeskAsync();
        await TypeAsync(desk, Right);
        desk.FindByLabel("Reason, kept with the version").Change("They keep phones apart");
        desk.WaitForAssertion(() => Assert.Contains("draft kept", desk.Markup, StringComparison.Ordinal));
        await TypeAsync(desk, "telecom.where(value = '563-555-0104').value");
        desk.WaitForAssertion(() => Assert.Contains(ChangeRefusals.TellsOfPatient.Message, desk.Markup, StringComparison.Ordinal));

        var later = await DeskAsync();

        Assert.Contains("With the change 10 of 10 passed", later.Find(".rv-tried").TextContent, StringComparison.Ordinal);
        await later.One("button", "Leave to Juno Marrow").ClickAsync();
        Assert.Equal("They keep phones apart", Assert.Single(await Get<MappingChanges>().OpenAsync((await ViewAsync()).Site.Id, Cancel)).Reason);
        await using var db = await DbAsync();
        Assert.Empty(db.Drafts);
    }

    [Fact]
    public async Task Code_map_is_edited_and_imported_here_as_under_map_fields()
    {
        foreach (var patient in Hospital.Patients)
            patient.Communication[0].Language = new("urn:hospital:sex", "F1");
        var site = await SiteAtAsync(Stage.ValidatePatients);
        site = (await Sites.SaveMappingAsync(
            site.Id, site.Version, new() { Fields = [.. Samples.Map.Fields.Select(field => field.FieldId == "gender" ? field with { Expression = "communication.language.coding.code" } : field)] }, new("Local codes"), Csm, Cancel)).Value!;
        await EndAsync(site, Stage.ValidatePatients, [new() { Code = "VALIDATE-GENDER", Check = "Gender", State = CheckState.Failed }]);
        var desk = await DeskAsync();

        await desk.Find("select[aria-label='Our code for F1']").ChangeAsync("female");
        Assert.Contains("With the change 10 of 10 passed", desk.Find(".rv-tried").TextContent, StringComparison.Ordinal);
        await desk.One("button", "Import table").ClickAsync();
        Assert.NotEmpty(desk.FindAll("input[type=file]"));
        desk.FindByLabel("Reason, kept with the version").Change("Their own list");
        await desk.One("button", "Save as version 3").ClickAsync();

        Assert.Equal("female", (await ViewAsync()).Site.Configuration.Mapping.Find("gender")!.CodeMap["F1"]);
    }

    private async Task<Site> FailingAsync(Site? begun = null)
    {
        var site = begun ?? await SiteAtAsync(Stage.ValidatePatients);
        site = (await Sites.SaveMappingAsync(
            site.Id, site.Version, new() { Fields = [.. Samples.Map.Fields.Select(field => field.FieldId == "phone" ? field with { Expression = "telecom.where(system = 'fax').value" } : field)] }, new("Fax"), Csm, Cancel)).Value!;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await EndAsync(site, Stage.MapFields, [Row(CheckState.Passed)]);
        await EndAsync(site, Stage.ValidatePatients, [new() { Code = "VALIDATE-PHONE", Check = "Phone", State = CheckState.Failed }]);
        return site;
    }

    private Task<IReadOnlyList<MappingVersion>> VersionsAsync(Site site) => Get<MappingVersions>().ListAsync(site.Id, Cancel);

    private async Task<IRenderedComponent<ChangeDesk>> DeskAsync()
    {
        var group = (await Get<ReviewReader>().ReadAsync(Cancel)).Groups[0];
        var desk = Render<ChangeDesk>(with => with.AddCascadingValue(Engineer).Add(one => one.Group, group).Add(one => one.Chosen, group.Items[0]));
        desk.WaitForState(() => desk.FindAll(".stage-wait").Count == 0);
        return desk;
    }

    private async Task<IRenderedComponent<ProposalNotice>> NoticeAsync(Actor who)
    {
        var view = await ViewAsync();
        return Render<ProposalNotice>(with => with.AddCascadingValue(who).Add(one => one.View, view).Add(one => one.Shown, Stage.MapFields));
    }

    private static async Task TypeAsync(IRenderedComponent<ChangeDesk> desk, string expression)
    {
        await desk.Find("textarea[aria-label='FHIRPath of Phone']").InputAsync(expression);
        await desk.Find("textarea[aria-label='FHIRPath of Phone']").BlurAsync();
    }
}
