using Bunit;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Stages.MapFields.Templates;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class TemplatesPageTests : SiteContext
{
    private static readonly Actor Engineer = new("ember", "Ember Quoin", Roles.Engineer);

    private MappingTemplates Templates => Services.GetRequiredService<MappingTemplates>();

    [Fact]
    public async Task Without_a_template_the_page_says_where_the_first_comes_from()
    {
        await PrepareAsync();

        Open().One("heading", "No template yet");
    }

    [Fact]
    public async Task Template_is_read_by_everybody_and_edited_by_an_engineer_as_a_new_version()
    {
        await PrepareAsync();
        await TemplateAsync();
        Assert.DoesNotContain(Open().All("button"), button => button.Name().StartsWith("Edit ", StringComparison.Ordinal));
        Become(Engineer);
        var page = Open();

        await page.One("button", "Edit Phone").ClickAsync();
        await page.FindByLabel("FHIRPath").ChangeAsync("telecom.where(");
        await page.FindByLabel("Reason").ChangeAsync("Mobile first");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("phone: This is not a complete FHIRPath expression", page.Markup, StringComparison.Ordinal));
        await page.FindByLabel("FHIRPath").ChangeAsync("telecom.where(use = 'mobile').value");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("Version 2, Ember Quoin: Mobile first", page.Markup, StringComparison.Ordinal));
        Assert.Contains("telecom.where(use = 'mobile').value", page.One("table", "Fields of the template").TextContent, StringComparison.Ordinal);
        await page.One("button", "Restore version 1").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Version 3, Ember Quoin: Version 1 restored", page.Markup, StringComparison.Ordinal));
        Assert.Equal("telecom.value", Assert.Single(await Templates.ListAsync(Stop)).Mapping.Find("phone")!.Expression);
    }

    [Fact]
    public async Task Codes_are_lines_and_ours_must_be_of_the_contract()
    {
        await PrepareAsync();
        await TemplateAsync();
        Become(Engineer);
        var page = Open();

        await page.One("button", "Edit Gender").ClickAsync();
        await page.FindByLabel("Reason").ChangeAsync("Their letters");
        await page.FindByLabel("Codes").ChangeAsync("F = female\nM = man");
        await page.Find("form").SubmitAsync();
        Assert.Contains("Line 2 of the codes: “man” is none of our codes for gender", page.Markup, StringComparison.Ordinal);
        await page.FindByLabel("Codes").ChangeAsync("F = female\nM = male");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("2 codes", page.One("table", "Fields of the template").TextContent, StringComparison.Ordinal));
        Assert.Equal("male", Assert.Single(await Templates.ListAsync(Stop)).Mapping.Find("gender")!.CodeMap["M"]);
    }

    private async Task TemplateAsync()
    {
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await Service.SaveMappingAsync(site.Id, site.Version, new() { Fields = [new FieldMapping { FieldId = "phone", Expression = "telecom.value" }, new FieldMapping { FieldId = "name", Expression = "name" }, new FieldMapping { FieldId = "gender", Expression = "gender" }] }, new("Mapped"), Me, Stop);
        await Templates.MakeAsync(site.Id, anyRelease: true, "Usual", Engineer, Stop);
    }

    private IRenderedComponent<TemplatesPage> Open()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/templates");
        var page = Render<TemplatesPage>();
        page.WaitForElement("table, h2");
        return page;
    }
}
