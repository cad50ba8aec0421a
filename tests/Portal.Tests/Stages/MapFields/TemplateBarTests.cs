using Bunit;
using EhrAdapters.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Tests.Support;
using Portal.Components.Stages.MapFields;
using Xunit;

namespace Portal.Tests.Stages.MapFields;

public sealed class TemplateBarTests : PanelContext
{
    private const string Home = "telecom.where(use = 'home').value";

    [Fact]
    public async Task New_site_starts_from_the_template_in_one_press()
    {
        await TemplateAsync(Home);
        await SiteAtAsync(Stage.MapFields);
        var panel = await PanelAsync<MapFieldsPanel>();

        await panel.One("button", "Start from the template").ClickAsync();

        Assert.Contains("Nothing differs", panel.Markup, StringComparison.Ordinal);
        Open(panel, "Phone");
        Assert.Equal(Home, panel.Find("textarea").GetAttribute("value"));
        Assert.Contains("From the company’s template, any release.", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("Taken from the company’s template", panel.Find(".map-reason input").GetAttribute("value"));
        Assert.Empty((await ViewAsync()).Site.Configuration.Mapping.Fields);
    }

    [Fact]
    public async Task Each_field_says_where_its_value_comes_from_and_takes_the_template_alone()
    {
        await TemplateAsync(Home);
        var site = await SiteAtAsync(Stage.MapFields);
        await Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [Samples.Field("name", "name"), Samples.Field("phone", "contact.telecom.value")] }, new("Mapped"), Csm, Cancel);
        var panel = await PanelAsync<MapFieldsPanel>();

        Assert.Contains("2 fields differ", panel.Markup, StringComparison.Ordinal);
        Open(panel, "Name");
        Assert.Contains("From the vendor profile.", panel.Markup, StringComparison.Ordinal);
        Open(panel, "Phone");
        Assert.Contains("From this site alone.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains(panel.All("button"), button => button.Name().StartsWith("Phone", StringComparison.Ordinal) && button.Name().Contains("differs from the template", StringComparison.Ordinal));
        await panel.One("button", "Take the template’s").ClickAsync();

        Assert.Equal(Home, panel.Find("textarea").GetAttribute("value"));
        Assert.Contains("1 field differs", panel.Markup, StringComparison.Ordinal);
        await panel.One("button", "Take the template’s for all").ClickAsync();
        Assert.Contains("Nothing differs", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engineer_makes_what_is_saved_the_template_and_customer_success_does_not()
    {
        var site = await SiteAtAsync(Stage.MapFields);
        await Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [Samples.Field("phone", Home)] }, new("Mapped"), Csm, Cancel);
        Assert.DoesNotContain((await PanelAsync<MapFieldsPanel>()).All("button"), button => button.Name() == "Make this the template");
        var panel = await PanelAsync<MapFieldsPanel>(Engineer);

        await panel.One("button", "Make this the template").ClickAsync();
        await panel.Find("form[aria-label='Make this the template']").SubmitAsync();
        Assert.Contains("Say why", panel.Markup, StringComparison.Ordinal);
        await panel.FindByLabel("Reason").ChangeAsync("The usual one");
        await panel.Find("form[aria-label='Make this the template']").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Contains("Template of Invented EHR, any release", panel.Markup, StringComparison.Ordinal));
        Assert.Equal("The usual one", Assert.Single(await Get<MappingTemplates>().ListAsync(Cancel)).Reason);
    }

    private static void Open(IRenderedComponent<MapFieldsPanel> panel, string field) =>
        panel.All("button").First(button => button.Name().StartsWith(field, StringComparison.Ordinal)).Click();

    private async Task TemplateAsync(string phone)
    {
        var elder = (await Sites.CreateAsync("Elder", "America/Chicago", null, Csm, Cancel)).Value!;
        elder = (await Sites.SaveConnectionAsync(elder.Id, elder.Version, Samples.Connection, null, Csm, Cancel)).Value!;
        await Sites.SaveMappingAsync(elder.Id, elder.Version, new() { Fields = [Samples.Field("phone", phone), Samples.Field("email", "telecom.where(system = 'email').value")] }, new("Mapped"), Csm, Cancel);
        await Get<MappingTemplates>().MakeAsync(elder.Id, anyRelease: true, "Usual", Engineer, Cancel);
    }
}
