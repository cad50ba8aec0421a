using Bunit;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Tests.Support;
using Portal.Components.Stages.MapFields;
using Xunit;
using Task = System.Threading.Tasks.Task;

namespace Portal.Tests.Stages.MapFields;

public sealed class DiscoverPanelTests : PanelContext
{
    private const string Discover = "/sites/mercy-west/map-fields?show=discover";
    private const string Race = "https://mercy-west.example/fhir/race";

    [Fact]
    public async Task Address_leads_to_what_the_samples_carry_with_counts_and_masks()
    {
        var panel = await OpenAsync();

        Assert.Equal("page", panel.One("link", "Discover").GetAttribute("aria-current"));
        var rows = Rows(panel);
        Assert.Contains(rows, row => row.Contains(Samples.MrnSystem, StringComparison.Ordinal) && row.Contains("10 of 10", StringComparison.Ordinal) && row.Contains("no two patients share one", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains(Race, StringComparison.Ordinal) && row.Contains("4 of 10", StringComparison.Ordinal) && row.Contains("W White 4", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("Phone, e-mail Phone", StringComparison.Ordinal));
        Assert.DoesNotContain("MW400", panel.Markup);
        Assert.DoesNotContain("Dubuque", panel.Markup);
    }

    [Fact]
    public async Task Place_is_used_for_a_field_and_says_so()
    {
        var panel = await OpenAsync();

        await Row(panel, "mercy-west.example").QuerySelector("button")!.ClickAsync(new());
        panel.Find("select[id^=use]").Change("race");
        await panel.One("button", "Use here").ClickAsync(new());

        Assert.Contains("Race", Row(panel, "mercy-west.example").TextContent);
        // To the choice of the field, and back to the button that opened it.
        Assert.Equal(2, JSInterop.VerifyFocusAsyncInvoke(calledTimes: 2).Count);
        Get<NavigationManager>().NavigateTo("/sites/mercy-west/map-fields?field=race");
        panel.WaitForAssertion(() => Assert.Contains($"extension.where(url='{Race}').value", panel.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public async Task Words_and_kind_narrow_the_list()
    {
        var panel = await OpenAsync();
        var all = Rows(panel).Count;

        await panel.Find("input[type=search]").InputAsync("white");
        Assert.All(Rows(panel), row => Assert.Contains("mercy-west.example", row));
        await panel.Find("input[type=search]").InputAsync("nothing like this");
        Assert.Contains("No place holds these words", panel.Markup);
        await panel.Find("input[type=search]").InputAsync("");
        panel.Find("select[id^=kind]").Change("Identifier");

        Assert.All(Rows(panel), row => Assert.StartsWith("Identifier", row));
        Assert.InRange(Rows(panel).Count, 1, all - 1);
    }

    [Fact]
    public async Task Suggestion_is_accepted_where_its_reason_stands()
    {
        var panel = await OpenAsync();
        Assert.Contains("0 in use", panel.Markup);

        await panel.One("button", "Accept for Birth date").ClickAsync(new());

        Assert.Contains("1 in use", panel.Markup);
        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Accept for Birth date");
    }

    [Fact]
    public async Task Whoever_looks_on_can_use_nothing()
    {
        var panel = await OpenAsync(new("u3", "Mara Vale", Roles.Manager));

        Assert.All(panel.All("button").Where(button => button.Name().StartsWith("Use for field", StringComparison.Ordinal) || button.Name().StartsWith("Accept for", StringComparison.Ordinal)), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Without_a_sample_the_list_says_what_will_be_here()
    {
        Hospital.Patients.Clear();

        var panel = await OpenAsync();

        Assert.Contains("Nothing can be listed until a sample patient is read", panel.Markup);
    }

    [Fact]
    public async Task Picker_writes_the_expression_into_the_same_editor()
    {
        var panel = await OpenAsync();
        Get<NavigationManager>().NavigateTo("/sites/mercy-west/map-fields?field=mrn");
        panel.WaitForAssertion(() => panel.One("button", "Pick a path"));
        await panel.One("button", "Pick a path").ClickAsync(new());
        await panel.One("button", "Identifier").ClickAsync(new());

        await panel.FindAll("label.path").Single(label => label.TextContent.Contains(Samples.MrnSystem, StringComparison.Ordinal) && label.QuerySelector("input[name=place]") is not null).QuerySelector("input")!.ChangeAsync(new());
        await panel.One("button", "FHIRPath").ClickAsync(new());

        Assert.Equal($"identifier.where(system='{Samples.MrnSystem}').value", panel.Find("textarea").GetAttribute("value"));
        panel.Find("textarea").Input($"identifier.where( system = '{Samples.MrnSystem}' ).value");
        await panel.Find("textarea").BlurAsync(new());
        await panel.One("button", "Pick a path").ClickAsync(new());
        Assert.True(panel.FindAll("input[name=place]").Single(choice => choice.HasAttribute("checked")).ParentElement!.TextContent.Contains(Samples.MrnSystem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Completion_taken_after_the_pause_stays_in_the_text_and_in_the_mapping()
    {
        var panel = await OpenAsync();
        Get<NavigationManager>().NavigateTo("/sites/mercy-west/map-fields?field=mrn");
        panel.WaitForAssertion(() => panel.Find("textarea"));

        await panel.Find("textarea").InputAsync("identifier.wh");
        Clock.Advance(TimeSpan.FromMilliseconds(400));
        panel.WaitForAssertion(() => Assert.Equal("true", panel.Find("textarea").GetAttribute("aria-invalid")));
        await panel.Find("textarea").KeyDownAsync("Enter");

        panel.WaitForAssertion(() => Assert.Equal("identifier.where(", panel.Find("textarea").GetAttribute("value")));
    }

    private async Task<IRenderedComponent<MapFieldsPanel>> OpenAsync(Actor? actor = null)
    {
        foreach (var patient in Hospital.Patients.Take(4))
            patient.Extension.Add(new(Race, new Coding("urn:mercy:race", "W", "White")));
        await SiteAtAsync(Stage.MapFields);
        Services.GetRequiredService<NavigationManager>().NavigateTo(Discover);
        return await PanelAsync<MapFieldsPanel>(actor);
    }

    private static IReadOnlyList<string> Rows(IRenderedComponent<MapFieldsPanel> panel) =>
        [.. panel.FindAll("table[aria-label='Places that hold a value'] tbody tr").Select(row => row.Name())];

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<MapFieldsPanel> panel, string words) =>
        panel.FindAll("table[aria-label='Places that hold a value'] tbody tr").First(row => row.TextContent.Contains(words, StringComparison.Ordinal));
}
