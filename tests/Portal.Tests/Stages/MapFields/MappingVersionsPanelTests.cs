using Bunit;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Portal.Components.Stages.MapFields;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Stages.MapFields;

public sealed class MappingVersionsPanelTests : PanelContext
{
    [Fact]
    public async Task Save_asks_for_a_reason_in_one_line_and_proposes_what_was_done()
    {
        var site = await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        await panel.All("button").Single(button => button.Name().StartsWith("Accept all", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal("Suggestions accepted", Reason(panel).GetAttribute("value"));

        await Reason(panel).InputAsync(" ");
        Assert.True(panel.One("button", "Save mapping").HasAttribute("disabled"));
        await Reason(panel).InputAsync("As their analyst wrote");
        await panel.One("button", "Save mapping").ClickAsync(new());

        var version = Assert.Single(await VersionsAsync(site));
        Assert.Equal((1, "Juno Marrow", "As their analyst wrote"), (version.Number, version.Author, version.Reason));
    }

    [Fact]
    public async Task Reason_names_the_fields_that_were_edited_by_hand()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        Open(panel, "Birth date");
        panel.Find("textarea").Input("birthDate");
        await panel.Find("textarea").BlurAsync(new());

        Assert.Equal("Birth date edited", Reason(panel).GetAttribute("value"));
        Assert.Contains("edited, not saved yet", panel.All("button").First(button => button.Name().StartsWith("Birth date", StringComparison.Ordinal)).Name());
    }

    [Fact]
    public async Task Versions_are_listed_with_who_why_and_what_changed()
    {
        await ThreeVersionsAsync();

        var panel = await PanelAsync<MapFieldsPanel>();

        var rows = Rows(panel, "All versions");
        Assert.Equal(3, rows.Count);
        Assert.StartsWith("Version 3 · now", rows[0], StringComparison.Ordinal);
        Assert.Contains("Ember Quoin The phone was wrong Phone", rows[1]);
        Assert.Contains($"Juno Marrow First FHIR ID, Medical record number and {Samples.Map.Fields.Count - 2} more", rows[2]);
    }

    [Fact]
    public async Task Address_compares_two_versions_field_by_field()
    {
        await ThreeVersionsAsync();
        Get<NavigationManager>().NavigateTo(MappingPaths.Compare("mercy-west", 1, 2));

        var panel = await PanelAsync<MapFieldsPanel>();

        Assert.Equal(["Phone telecom.where(system = 'phone').value telecom.value"], Rows(panel, "Version 1 against version 2"));
        Get<NavigationManager>().NavigateTo(MappingPaths.Compare("mercy-west", 2, 3));
        panel.WaitForAssertion(() => Assert.Contains("code W no entry Female", Rows(panel, "Version 2 against version 3")));
    }

    [Fact]
    public async Task Restoring_is_tried_first_and_then_a_new_version()
    {
        var site = await ThreeVersionsAsync();
        Get<NavigationManager>().NavigateTo(MappingPaths.Restore("mercy-west", 1));

        var panel = await PanelAsync<MapFieldsPanel>();

        Assert.Contains(Rows(panel, "Dry run of version 1"), row => row.StartsWith("Phone 10 passed, 0 failed 10 passed, 0 failed", StringComparison.Ordinal));
        Assert.Equal(3, (await VersionsAsync(site)).Count);
        await panel.One("button", "Restore version 1").ClickAsync(new());

        var newest = (await VersionsAsync(site))[0];
        Assert.Equal((4, 1), (newest.Number, newest.RestoredFrom));
        Assert.Equal(Json.Write(Samples.Map), Json.Write((await ViewAsync()).Site.Configuration.Mapping));
        Assert.Equal(Stage.MapFields, (await ViewAsync()).InFlight!.Stage);
    }

    [Fact]
    public async Task Unsaved_edits_are_decided_before_a_version_is_restored()
    {
        await ThreeVersionsAsync();
        Get<NavigationManager>().NavigateTo(MappingPaths.Restore("mercy-west", 1));
        var panel = await PanelAsync<MapFieldsPanel>();

        Open(panel, "Birth date");
        panel.Find("textarea").Input("birthDate.first()");
        await panel.Find("textarea").BlurAsync(new());

        Assert.True(panel.One("button", "Restore version 1").HasAttribute("disabled"));
        Assert.Contains("Save or undo your edits first.", panel.Markup);
    }

    [Fact]
    public async Task Manager_reads_the_versions_and_restores_none()
    {
        await ThreeVersionsAsync();
        Get<NavigationManager>().NavigateTo(MappingPaths.Restore("mercy-west", 1));

        var panel = await PanelAsync<MapFieldsPanel>(new("u4", "Wren Tolland", Roles.Manager));

        Assert.Equal(3, Rows(panel, "All versions").Count);
        Assert.DoesNotContain(panel.All("link"), link => link.Name().StartsWith("Restore", StringComparison.Ordinal));
        Assert.True(panel.One("button", "Restore version 1").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Table_is_read_first_and_applied_when_told()
    {
        await ThreeVersionsAsync();
        var panel = await PanelAsync<MapFieldsPanel>();
        Open(panel, "Gender");
        await panel.One("button", "Import table").ClickAsync();

        Upload(panel, "Hospital code,Our code\nK,man\n");
        panel.WaitForAssertion(() => Assert.Contains("is none of our codes for gender", Assert.Single(Rows(panel, "Lines to correct"))));
        Assert.True(panel.One("button", "Apply to the code map").HasAttribute("disabled"));
        Upload(panel, "Hospital code,Our code\nK,female\nX,other\n");
        panel.WaitForAssertion(() => Assert.Equal(["2 K Female one-way no entry", "3 X Other no entry"], Rows(panel, "What the table says")));
        Assert.Null((await ViewAsync()).Site.Configuration.Mapping.Find("gender")!.CodeMap.GetValueOrDefault("K"));
        await panel.One("button", "Apply to the code map").ClickAsync();

        Assert.Contains(Rows(panel, "Code map"), row => row.Contains("K one-way", StringComparison.Ordinal));
        Assert.Equal("Code table of Gender imported", Reason(panel).GetAttribute("value"));
        Assert.Null((await ViewAsync()).Site.Configuration.Mapping.Find("gender")!.CodeMap.GetValueOrDefault("K"));
    }

    [Fact]
    public async Task Other_sites_of_the_vendor_are_counted_and_their_way_is_taken_as_an_edit()
    {
        await SisterAsync("North", "telecom.where(use = 'home').value");
        await SisterAsync("South", "telecom.where(use='home').value");
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        Open(panel, "Phone");
        Assert.Contains("2 of 2 other sites on this vendor take it from:", panel.Markup);

        await panel.One("button", "Use this").ClickAsync();

        Assert.Equal("telecom.where(use = 'home').value", panel.Find("textarea").GetAttribute("value"));
        Assert.Contains("All 2 other sites on this vendor map it like this.", panel.Markup);
        Assert.Empty((await ViewAsync()).Site.Configuration.Mapping.Fields);
    }

    [Fact]
    public async Task Mapping_of_another_site_is_copied_as_edits_with_the_differences_marked()
    {
        await SisterAsync("North", "telecom.where(use = 'home').value");
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        await panel.One("button", "Start from another site").ClickAsync();
        Assert.Equal(["Phone not mapped telecom.where(use = 'home').value"], Rows(panel, "What the copy changes"));

        await panel.One("button", "Copy as edits").ClickAsync();

        panel.One("heading", "Phone");
        Assert.Contains("Nothing is saved here yet.", panel.Markup);
        Assert.Single(panel.All("button"), button => button.Name().Contains("edited, not saved yet", StringComparison.Ordinal));
        Assert.Equal("Copied from North", Reason(panel).GetAttribute("value"));
        Assert.Empty((await ViewAsync()).Site.Configuration.Mapping.Fields);
        await panel.One("button", "Undo").ClickAsync(new());
        Assert.Contains($"0 of {DataContract.Default.Fields.Count}", panel.Markup);
    }

    private async Task<Site> ThreeVersionsAsync()
    {
        var site = await SiteAtAsync(Stage.MapFields);
        site = (await Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new MappingChange("First"), Csm, Cancel)).Value!;
        var second = Samples.Map with { Fields = [.. Samples.Map.Fields.Select(field => field.FieldId == "phone" ? Samples.Field("phone", "telecom.value") : field)] };
        site = (await Sites.SaveMappingAsync(site.Id, site.Version, second, new MappingChange("The phone was wrong"), Engineer, Cancel)).Value!;
        var third = second with { Fields = [.. second.Fields.Select(field => field.FieldId == "gender" ? field with { CodeMap = new Dictionary<string, string> { ["W"] = "female" } } : field)] };
        return (await Sites.SaveMappingAsync(site.Id, site.Version, third, new MappingChange("Codes"), Csm, Cancel)).Value!;
    }

    private async Task SisterAsync(string name, string phone)
    {
        var site = (await Sites.CreateAsync(name, "America/Chicago", null, Csm, Cancel)).Value!;
        site = (await Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection, null, Csm, Cancel)).Value!;
        await Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [Samples.Field("phone", phone)] }, new("Mapping saved"), Csm, Cancel);
    }

    private Task<IReadOnlyList<MappingVersion>> VersionsAsync(Site site) => Get<MappingVersions>().ListAsync(site.Id, Cancel);

    private static AngleSharp.Dom.IElement Reason(IRenderedComponent<MapFieldsPanel> panel) =>
        panel.FindAll("label").Single(label => label.Name().StartsWith("Reason", StringComparison.Ordinal)).QuerySelector("input")!;

    private static IReadOnlyList<string> Rows(IRenderedComponent<MapFieldsPanel> panel, string table) =>
        [.. panel.One("table", table).QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.Name()).Where(words => words.Length > 0)))];

    private static void Upload(IRenderedComponent<MapFieldsPanel> panel, string text) =>
        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(text, "codes.csv"));

    private static void Open(IRenderedComponent<MapFieldsPanel> panel, string label) =>
        panel.All("button").First(button => button.Name().StartsWith(label, StringComparison.Ordinal)).Click();
}
