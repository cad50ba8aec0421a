using System.Security.Claims;
using System.Text;
using Bunit;
using EhrAdapters;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Directories;
using Portal.Components.Pages;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class DirectoriesTests : SiteContext
{
    private const string List = """
        {"Endpoints":[{"URL":"https://haiku.lakeside.example/FHIR/api/FHIR/R4","OrganizationName":"Lakeside Family Medicine","OrganizationZipCode":"52001"},
        {"URL":"https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-000000000041","OrganizationName":"Mercy West"},
        {"URL":"nowhere","OrganizationName":"Broken"}]}
        """;

    [Fact]
    public async Task Empty_page_says_what_it_is_for_and_offers_the_one_action()
    {
        await PrepareAsync();
        var page = await OpenAsync();

        Assert.Contains(page.All("heading"), heading => heading.Name() == "No directory is imported yet");
        Assert.Contains("open.epic.com", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Equal("Import a directory", Assert.Single(page.FindAll(".btn-primary")).Name());
    }

    [Fact]
    public async Task File_is_imported_and_what_could_not_be_used_is_named_by_its_position()
    {
        await PrepareAsync();
        var page = await OpenAsync();
        await page.One("button", "Import a directory").ClickAsync();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(List, "hospitals.json"));
        Assert.Equal("hospitals", page.FindByLabel("Name").GetAttribute("value"));
        await page.Find("form").SubmitAsync();
        await OverAsync(page);

        Assert.Contains("hospitals is imported: 2 addresses.", page.Find(".dir-news").TextContent, StringComparison.Ordinal);
        Assert.Contains("Entry 3: its address is not a whole http or https address", page.Find(".dir-news").TextContent, StringComparison.Ordinal);
        Assert.Contains("by Juno Marrow", page.Find(".dir-list").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Address of the list", "http://lists.example/r4.json", "not a whole https address")]
    [InlineData("Address of the list", "", "not a whole https address")]
    public async Task Wrong_address_is_said_at_its_field(string label, string typed, string said)
    {
        await PrepareAsync();
        var page = await OpenAsync();
        await page.One("button", "Import a directory").ClickAsync();
        await page.FindByLabel(label).ChangeAsync(typed);
        await page.FindByLabel("Name").ChangeAsync("Some list");
        await page.Find("form").SubmitAsync();

        Assert.Equal("true", page.FindByLabel(label).GetAttribute("aria-invalid"));
        Assert.Contains(said, page.Find(".ff-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestion_fills_the_form_and_calls_nobody()
    {
        await PrepareAsync();
        var page = await OpenAsync();
        await page.One("button", "Import a directory").ClickAsync();
        await page.One("button", "Epic, R4").ClickAsync();

        Assert.Equal("https://open.epic.com/Endpoints/R4", page.FindByLabel("Address of the list").GetAttribute("value"));
        Assert.Empty(await Services.GetRequiredService<DirectoryImports>().LatestAsync(5, Stop));
    }

    [Fact]
    public async Task Search_answers_when_the_typing_rests_and_shows_name_vendor_and_address()
    {
        await PrepareAsync();
        await ImportAsync();
        var page = await OpenAsync();
        var box = page.FindByLabel("Find a hospital");
        var typing = box.InputAsync("mer");
        Assert.Empty(page.FindAll(".dir-found"));
        Clock.Advance(TypedSearch.Rest);
        await typing;

        page.WaitForAssertion(() => Assert.Contains("Mercy West", page.Find(".dir-found").TextContent, StringComparison.Ordinal));
        Assert.Contains("Oracle Health (Cerner)", page.Find(".dir-found").TextContent, StringComparison.Ordinal);
        Assert.Contains("https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-000000000041", page.Find(".dir-found").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 found.", page.Find(".dir-told").TextContent);
    }

    [Fact]
    public async Task Answer_to_an_older_question_is_dropped()
    {
        await PrepareAsync();
        await ImportAsync();
        var page = await OpenAsync();
        var first = page.FindByLabel("Find a hospital").InputAsync("mercy");
        var second = page.FindByLabel("Find a hospital").InputAsync("lakeside");
        Clock.Advance(TypedSearch.Rest);
        await Task.WhenAll(first, second);

        page.WaitForAssertion(() => Assert.Contains("Lakeside", page.Find(".dir-found").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Mercy", page.Find(".dir-found").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_directory_can_be_brought_back()
    {
        await PrepareAsync();
        await ImportAsync();
        var page = await OpenAsync();
        await page.One("button", "Remove Plain list").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".dir-list")));
        await page.One("button", "Undo").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Plain list", page.Find(".dir-list").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Manager_looks_and_searches_but_is_offered_nothing_to_change()
    {
        await PrepareAsync();
        await ImportAsync();
        var manager = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Role, Roles.Manager)], "test"));
        var page = await RenderedAsync(Render<Directories>(with => with.AddCascadingValue(Task.FromResult(new AuthenticationState(manager)))));

        Assert.DoesNotContain(page.All("button"), button => button.Name() is "Import a directory" or "Import again" || button.Name().StartsWith("Remove", StringComparison.Ordinal));
        Assert.NotNull(page.FindByLabel("Find a hospital"));
    }

    private async Task ImportAsync()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, List, Encoding.UTF8, Stop);
        var imports = Services.GetRequiredService<DirectoryImports>();
        var started = await imports.StartAsync(new() { Name = "Plain list", Source = "list.json", File = path, Environment = EhrEnvironment.Production }, Me, Stop);
        await imports.EndAsync(started.Value!.Id);
    }

    private static Task<IRenderedComponent<Directories>> RenderedAsync(IRenderedComponent<Directories> page)
    {
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0, TimeSpan.FromSeconds(20));
        return Task.FromResult(page);
    }

    private Task<IRenderedComponent<Directories>> OpenAsync() => RenderedAsync(Render<Directories>());

    // The page looks again on its own beat; the test turns the clock until it has.
    private async Task OverAsync(IRenderedComponent<Directories> page)
    {
        var imports = Services.GetRequiredService<DirectoryImports>();
        page.WaitForState(() => page.FindAll("form").Count == 0, TimeSpan.FromSeconds(20));
        foreach (var import in await imports.LatestAsync(5, Stop))
            await imports.EndAsync(import.Id);
        page.WaitForAssertion(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEmpty(page.FindAll(".dir-news"));
        }, TimeSpan.FromSeconds(20));
    }
}
