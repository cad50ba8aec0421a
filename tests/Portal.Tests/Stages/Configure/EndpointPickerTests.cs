using System.Text;
using AngleSharp.Dom;
using Bunit;
using EhrAdapters;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Directories;
using Onboarding.Sites;
using Portal.Components.Stages.Configure;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Stages.Configure;

public sealed class EndpointPickerTests : SiteContext
{
    private const string EpicAddress = "https://haiku.lakeside.example/FHIR/api/FHIR/R4";

    private const string List = """
        {"Endpoints":[{"URL":"https://haiku.lakeside.example/FHIR/api/FHIR/R4/","OrganizationName":"Lakeside General"},
        {"URL":"https://haiku.lakeville.example/FHIR/api/FHIR/R4","OrganizationName":"Lakeville Community Hospital"},
        {"URL":"https://fhir.lakes.example/r4","OrganizationName":"Lakes of the Northern Plains"}]}
        """;

    [Fact]
    public async Task Without_a_directory_there_is_only_the_way_to_one()
    {
        await PrepareAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));

        Assert.Empty(panel.FindAll("[role=combobox]"));
        Assert.Equal("/directories", panel.One("link", "endpoint directory").GetAttribute("href"));
    }

    [Fact]
    public async Task Typing_arrows_and_enter_fill_vendor_address_name_and_environment()
    {
        await PrepareAsync();
        await ImportAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));
        await TypeAsync(panel, "lak");
        Assert.Equal(["Lakeside General", "Lakes of the Northern Plains", "Lakeville Community Hospital"], Options(panel));
        await PressAsync(panel, "ArrowDown");
        var box = panel.Find("[role=combobox]");
        Assert.Equal("true", box.GetAttribute("aria-expanded"));
        Assert.Equal(panel.Find("[role=option][aria-selected=true]").Id, box.GetAttribute("aria-activedescendant"));
        await PressAsync(panel, "Enter");

        panel.WaitForAssertion(() => Assert.Equal(EpicAddress, panel.FindByLabel("FHIR base URL").GetAttribute("value")));
        Assert.True(panel.Find("input[value=epic]").HasAttribute("checked"));
        // The list's name may differ from the records'; filled in by itself it would stop a right connection.
        Assert.Equal("", panel.FindByLabel("Hospital name in the EHR").GetAttribute("value"));
        Assert.Equal("production", panel.FindByLabel("Environment").GetAttribute("value"));
        panel.WaitForAssertion(() => Assert.Contains("It stands in Plain list, a list of production addresses. The environment was set to production.", Words(panel), StringComparison.Ordinal));
        Assert.Contains("Lakeside General is filled in below. Plain list lists production addresses, so the environment is set to production.", Words(panel), StringComparison.Ordinal);
        Assert.Equal("false", panel.Find("[role=combobox]").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Enter_without_a_choice_and_enter_after_typing_on_pick_nothing()
    {
        await PrepareAsync();
        await ImportAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));
        await TypeAsync(panel, "lak");
        await PressAsync(panel, "Enter");
        await PressAsync(panel, "ArrowDown");
        var typing = panel.Find("[role=combobox]").InputAsync("lakev");
        await PressAsync(panel, "Enter");
        Clock.Advance(TypedSearch.Rest);
        await typing;

        Assert.Empty(panel.FindAll("input[name=vendor][checked]"));
        Assert.Equal(["Lakeville Community Hospital"], Options(panel));
    }

    [Fact]
    public async Task Escape_closes_the_list_and_an_arrow_opens_it_again()
    {
        await PrepareAsync();
        await ImportAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));
        await TypeAsync(panel, "lak");
        await PressAsync(panel, "Escape");
        Assert.True(panel.Find("[role=listbox]").HasAttribute("hidden"));
        await PressAsync(panel, "ArrowUp");

        Assert.Equal("Lakeville Community Hospital", panel.Find("[role=option][aria-selected=true] b").TextContent);
    }

    [Fact]
    public async Task Address_that_tells_no_vendor_leaves_the_chosen_one()
    {
        await PrepareAsync();
        await ImportAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));
        await panel.Find("input[value=meditech]").ChangeAsync("meditech");
        await TypeAsync(panel, "northern");
        await panel.Find("[role=option]").ClickAsync();

        panel.WaitForAssertion(() => Assert.Equal("https://fhir.lakes.example/r4", panel.FindByLabel("FHIR base URL").GetAttribute("value")));
        Assert.True(panel.Find("input[value=meditech]").HasAttribute("checked"));
        Assert.Contains("This does not look like an address of MEDITECH.", Words(panel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_address_that_is_published_says_whose_it_is_and_doubts_another_environment()
    {
        await PrepareAsync();
        await ImportAsync();
        var panel = await OpenAsync(await SiteAsync("Lakeside"));
        await panel.Find("input[value=epic]").ChangeAsync("epic");
        await panel.FindByLabel("FHIR base URL").ChangeAsync("https://HAIKU.lakeside.example/FHIR/api/FHIR/R4");

        Assert.Contains("This is the published address of Lakeside General.", Words(panel), StringComparison.Ordinal);
        Assert.Contains("Non-production is chosen, but Plain list lists this address as production.", panel.Find(".ff-caution").TextContent, StringComparison.Ordinal);
        await panel.FindByLabel("Environment").ChangeAsync("production");

        Assert.Empty(panel.FindAll(".ff-caution"));
    }

    [Fact]
    public async Task Name_of_the_hospital_is_kept_with_the_connection()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        var panel = await OpenAsync(site);
        await panel.FindByLabel("Hospital name in the EHR").ChangeAsync(" Lakeside General ");
        await panel.Find("form").SubmitAsync();

        Assert.Equal("Lakeside General", (await ViewAsync(site)).Site.Connection!.Organization);
    }

    private static IEnumerable<string> Options(IRenderedComponent<ConfigurePanel> panel) => panel.FindAll("[role=option] b").Select(name => name.TextContent);

    private static string Words(IRenderedComponent<ConfigurePanel> panel) => string.Join(' ', panel.Find("form").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task TypeAsync(IRenderedComponent<ConfigurePanel> panel, string text)
    {
        var typing = panel.Find("[role=combobox]").InputAsync(text);
        Clock.Advance(TypedSearch.Rest);
        await typing;
        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll("[role=option]")), TimeSpan.FromSeconds(20));
    }

    private static Task PressAsync(IRenderedComponent<ConfigurePanel> panel, string key) => panel.Find("[role=combobox]").KeyDownAsync(new KeyboardEventArgs { Key = key });

    private async Task ImportAsync()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, List, Encoding.UTF8, Stop);
        var imports = Services.GetRequiredService<DirectoryImports>();
        var started = await imports.StartAsync(new() { Name = "Plain list", Source = "list.json", File = path, Environment = EhrEnvironment.Production }, Me, Stop);
        await imports.EndAsync(started.Value!.Id);
    }

    private async Task<IRenderedComponent<ConfigurePanel>> OpenAsync(Site site)
    {
        var view = await ViewAsync(site);
        var panel = Render<ConfigurePanel>(parameters => parameters.Add(p => p.View, view).AddCascadingValue(Me));
        panel.WaitForElement("form");
        panel.WaitForAssertion(() => Assert.True(panel.FindAll(".picker-none, .combo").Count == 1));
        return panel;
    }
}
