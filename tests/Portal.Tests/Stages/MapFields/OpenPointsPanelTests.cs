using Bunit;
using EhrAdapters.Diagnosis;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.OpenPoints;
using Onboarding.Tests.Support;
using Portal.Components.Stages.MapFields;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Stages.MapFields;

public sealed class OpenPointsPanelTests : PanelContext
{
    private const string Address = "/sites/mercy-west/map-fields?show=open-points";

    [Fact]
    public async Task Every_open_point_says_what_it_is_whose_move_and_leads_to_its_field()
    {
        await MapAsync("gender", "maritalStatus.coding.code");
        var panel = await OpenAsync(Address);

        var row = Rows(panel).Single(row => row.Contains("Codes open", StringComparison.Ordinal));

        Assert.Equal("Codes open Gender 0 of 2 codes are mapped; 2 codes cover 10 of 10 records. Fill the code map, or ask the interface analyst. Hospital", row);
        Assert.EndsWith("?field=gender", panel.One("link", "Gender").GetAttribute("href"));
        Assert.Equal("page", panel.One("link", "Open points").GetAttribute("aria-current"));
        Assert.DoesNotContain("MW400", panel.Markup);
    }

    [Fact]
    public async Task Nothing_open_is_said_of_what_was_tried()
    {
        await MapAsync("gender", "gender");
        var panel = await OpenAsync(Address);
        Assert.DoesNotContain("Nothing was checked yet", panel.Markup);
        Assert.Contains("with your edits, on 10 sample patients", panel.Markup);
    }

    [Fact]
    public async Task Without_samples_the_last_check_speaks()
    {
        await MapAsync("phone", "telecom.where(system='fax').value");
        Hospital.Patients.Clear();
        await EndAsync((await ViewAsync()).Site, Stage.MapFields, [Row(CheckState.Failed)], new MappingReport(10, []) { OpenPoints = [new(OpenPointKind.NeverFilled, "phone", 0, 10) { Needed = true }] });

        var panel = await OpenAsync(Address);

        Assert.Contains("as the last check found it, on 10 sample patients", panel.Markup);
        Assert.Contains("None of 10 has a value at its place.", Assert.Single(Rows(panel)));
    }

    [Fact]
    public async Task Fields_with_the_same_point_are_one_row_that_leads_to_each()
    {
        await MapAsync("gender", "gender");
        var view = await ViewAsync();
        await Sites.SaveMappingAsync(view.Site.Id, view.Site.Version, view.Site.Configuration.Mapping with
        {
            Fields = [.. view.Site.Configuration.Mapping.Fields.Where(mapping => mapping.FieldId != "email")],
        }, new("One field less"), Csm, Cancel);

        var panel = await OpenAsync(Address);

        var row = Assert.Single(Rows(panel), row => row.Contains("E-mail", StringComparison.Ordinal));
        Assert.Matches(@"^Not mapped \d+ fields It has no place yet; most patients .*E-mail", row);
        Assert.EndsWith("?field=email", panel.One("link", "E-mail").GetAttribute("href"));
    }

    [Fact]
    public async Task Unmapped_codes_stand_first_and_stay_where_they_are_while_they_are_chosen()
    {
        await MapAsync("gender", "maritalStatus.coding.code", ("M", "male"));
        var panel = await OpenAsync("/sites/mercy-west/map-fields?field=gender");
        Assert.Equal(["W", "M"], Codes(panel));
        Assert.Contains("1 code covers 4 of 10 patients.", panel.Markup);

        panel.Find("select[aria-label='Our code for W']").Change("female");

        Assert.Equal(["W", "M"], Codes(panel));
        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Ask the interface analyst");
    }

    [Fact]
    public async Task Question_about_codes_goes_out_as_a_letter_and_the_site_waits_for_the_hospital()
    {
        var dialogs = Render<MudDialogProvider>();
        await MapAsync("gender", "maritalStatus.coding.code", ("M", "male"));
        var panel = await OpenAsync("/sites/mercy-west/map-fields?field=gender");

        var asking = panel.One("button", "Ask the interface analyst").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.One("button", "Mark as sent"));
        Assert.Contains("Mercy West: what 1 code of yours means (gender)", dialogs.Markup);
        await dialogs.One("button", "Mark as sent").ClickAsync(new());
        await asking;

        var view = await ViewAsync();
        Assert.Equal((FaultOwner.Hospital, "MAP-CODES-GENDER"), (view.Site.WaitingOn, Assert.Single(view.Letters).Code));
        Assert.Contains("- W (“Widowed”): 4 of 10 values seen", view.Letters[0].Body);
        panel.WaitForAssertion(() => panel.One("button", "Ask again"));
        Assert.Contains("no answer yet", panel.Markup);
    }

    [Fact]
    public async Task Whoever_looks_on_may_not_ask()
    {
        await MapAsync("gender", "maritalStatus.coding.code");
        var panel = await OpenAsync("/sites/mercy-west/map-fields?field=gender", new("u3", "Mara Vale", Roles.Manager));

        Assert.True(panel.One("button", "Ask the interface analyst").HasAttribute("disabled"));
    }

    private async Task MapAsync(string field, string expression, params (string Code, string Ours)[] codes)
    {
        foreach (var (patient, at) in Hospital.Patients.Select((patient, at) => (patient, at)))
            patient.MaritalStatus = new() { Coding = [at < 4 ? new("urn:own:marital", "W", "Widowed") : new("urn:own:marital", "M", "Married")] };
        var site = await SiteAtAsync(Stage.MapFields);
        await Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map with
        {
            Fields = [.. Samples.Map.Fields.Where(mapping => mapping.FieldId != field), Samples.Field(field, expression) with { CodeMap = codes.ToDictionary(code => code.Code, code => code.Ours) }],
        }, new("Mapping saved"), Csm, Cancel);
    }

    private async Task<IRenderedComponent<MapFieldsPanel>> OpenAsync(string address, Actor? actor = null)
    {
        Get<NavigationManager>().NavigateTo(address);
        return await PanelAsync<MapFieldsPanel>(actor);
    }

    private static IReadOnlyList<string> Rows(IRenderedComponent<MapFieldsPanel> panel) =>
        [.. panel.FindAll("section[aria-label='Open points'] tbody tr").Select(row => row.Name())];

    private static IReadOnlyList<string> Codes(IRenderedComponent<MapFieldsPanel> panel) => [.. panel.FindAll("table[aria-label='Code map'] tbody .val").Select(code => code.TextContent)];
}
