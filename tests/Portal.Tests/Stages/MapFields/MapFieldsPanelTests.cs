using Bunit;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Portal.Components.Stages.MapFields;
using Xunit;

namespace Portal.Tests.Stages.MapFields;

public sealed class MapFieldsPanelTests : PanelContext
{
    [Fact]
    public async Task Sure_suggestions_are_accepted_in_one_press_and_saving_starts_the_check()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        await panel.All("button").Single(button => button.Name().StartsWith("Accept all", StringComparison.Ordinal)).ClickAsync(new());
        await panel.One("button", "Save mapping").ClickAsync(new());

        Assert.NotNull((await ViewAsync()).Site.Configuration.Mapping.Find("birthDate"));
        Assert.Equal(Stage.MapFields, (await ViewAsync()).InFlight!.Stage);
    }

    [Fact]
    public async Task Typed_expression_is_tried_on_the_samples_after_a_pause()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        Open(panel, "Birth date");

        panel.Find("textarea").Input("birthDate");
        Clock.Advance(TimeSpan.FromMilliseconds(400));

        panel.WaitForAssertion(() => Assert.Contains("10 of 10 samples have a value that we can store.", panel.Markup));
        Assert.DoesNotContain("1953-03-04", panel.Markup);
    }

    [Fact]
    public async Task Broken_expression_is_named_broken_while_it_is_typed()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        await panel.Find("textarea").InputAsync("name.where(");
        Clock.Advance(TimeSpan.FromMilliseconds(400));

        panel.WaitForAssertion(() => Assert.Equal("true", panel.Find("textarea").GetAttribute("aria-invalid")), TimeSpan.FromSeconds(10));
        Assert.Contains("Not valid", panel.Markup);
    }

    [Fact]
    public async Task Edit_is_kept_as_a_draft_for_whoever_comes_next_and_can_be_undone()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        await panel.One("button", "Accept").ClickAsync(new());

        var next = await PanelAsync<MapFieldsPanel>(Engineer);
        Assert.Contains("Draft kept by Juno Marrow", next.Markup);

        await panel.One("button", "Undo").ClickAsync(new());
        Assert.Contains($"0 of {DataContract.Default.Fields.Count}", panel.Markup);
        Assert.Null(await Get<Drafts>().FindAsync((await ViewAsync()).Site.Id, "map-fields", Cancel));
    }

    [Fact]
    public async Task Site_without_patients_says_why_nothing_can_be_tried_and_where_to_go()
    {
        await SiteAtAsync(Stage.MapFields, named: false);

        var panel = await PanelAsync<MapFieldsPanel>();

        Assert.Contains("The hospital has named no test patient yet", panel.Markup);
        panel.One("link", "Open the patient list");
        panel.One("button", "Read the patients again");
    }

    [Fact]
    public async Task Own_field_of_the_hospital_is_added_by_hand()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        await panel.One("button", "Add a field of this hospital").ClickAsync();
        panel.WaitForElement("form input.field", TimeSpan.FromSeconds(10)).Input("Clinic");
        panel.Find("form textarea").Input("managingOrganization.display");
        await panel.Find("form").SubmitAsync();

        panel.One("heading", "Clinic");
        Assert.Contains("This hospital’s own", panel.Markup);
    }

    [Fact]
    public async Task Next_and_previous_step_through_the_fields()
    {
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        await panel.One("button", "Next field").ClickAsync();
        Assert.Equal("true", panel.All("button").Single(button => button.Name().StartsWith("Medical record number", StringComparison.Ordinal)).GetAttribute("aria-current"));
        await panel.One("button", "Previous field").ClickAsync();
        await panel.One("button", "Previous field").ClickAsync();

        panel.One("heading", DataContract.Default.Fields[^1].Label);
    }

    [Fact]
    public async Task Mapping_saved_by_somebody_else_is_shown_before_one_of_the_two_counts()
    {
        var site = await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();
        await panel.One("button", "Accept").ClickAsync(new());

        await Sites.SaveMappingAsync(site.Id, (await ViewAsync()).Site.Version, Samples.Map, new("Mapping saved"), Engineer, Cancel);
        await AgainAsync(panel);

        Assert.Contains("Ember Quoin saved this site", panel.Markup);
        Assert.True(panel.One("button", "Save mapping").HasAttribute("disabled"));
        await panel.One("button", "Load the newest version").ClickAsync(new());
        Assert.DoesNotContain("Ember Quoin saved this site", panel.Markup);
        Assert.Contains($"{Samples.Map.Fields.Count} of {DataContract.Default.Fields.Count}", panel.Markup);
    }

    [Fact]
    public async Task Saving_says_first_which_evidence_it_ends()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        Assert.True((await ViewAsync()).Evidence.Holds(Stage.ValidatePatients));
        var panel = await PanelAsync<MapFieldsPanel>();
        Open(panel, "Birth date");

        panel.Find("textarea").Input("birthDate.first()");
        await panel.Find("textarea").BlurAsync(new());

        Assert.Contains("Saving ends this evidence", panel.Markup);
        Assert.Contains("Validate ten patients", panel.Find(".ends ul").TextContent);
        Assert.Equal(site.Version, (await ViewAsync()).Site.Version);
    }

    private static void Open(IRenderedComponent<MapFieldsPanel> panel, string label) =>
        panel.All("button").First(button => button.Name().StartsWith(label, StringComparison.Ordinal)).Click();
}
