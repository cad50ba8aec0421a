using Bunit;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Onboarding;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class ContractPageTests : SiteContext
{
    private static readonly Actor Administrator = new("fable", "Fable Orr", Roles.Administrator);

    [Fact]
    public async Task Everybody_reads_the_fields_by_kind_of_record_and_only_an_administrator_changes_them()
    {
        await PrepareAsync();
        var page = Open("?type=Encounter");

        Assert.Contains("v3-ActCode", page.One("table", "Fields of the encounter").TextContent, StringComparison.Ordinal);
        Assert.Contains("not before encounter start", page.One("table", "Fields of the encounter").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("button"), button => button.Name().StartsWith("Edit ", StringComparison.Ordinal));
        Become(Administrator);
        Open("?type=Encounter").One("button", "Edit Encounter end");
    }

    [Fact]
    public async Task Identity_is_only_called_otherwise()
    {
        await PrepareAsync();
        Become(Administrator);
        var page = Open();

        await page.One("button", "Edit Birth date").ClickAsync();

        Assert.Contains("only what it is called can change", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("button"), button => button.Name() == "Retire Birth date");
        Assert.DoesNotContain("Requirement</label>", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_says_what_it_ends_before_it_is_published_and_is_a_version_afterwards()
    {
        await PrepareAsync();
        var site = await MappedAsync("Lakeside");
        Become(Administrator);
        var page = Open();

        await page.One("button", "Edit E-mail").ClickAsync();
        await page.FindByLabel("Requirement").ChangeAsync(nameof(FieldRequirement.Required));
        await page.Find("form").SubmitAsync();
        Assert.Contains("E-mail: requirement required, was expected", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Publishing ends evidence at 1 site", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Lakeside: map fields", page.Find(".ends").TextContent, StringComparison.Ordinal);
        await page.One("button", "Publish version 2").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal("true", page.FindByLabel("Reason").GetAttribute("aria-invalid")));
        Assert.Contains("Say why; the reason is kept with the version", page.Markup, StringComparison.Ordinal);
        await page.FindByLabel("Reason").ChangeAsync("Letters go out by mail");
        await page.One("button", "Publish version 2").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Version 2, published by Fable Orr: Letters go out by mail", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.All("button"), button => button.Name().StartsWith("Publish", StringComparison.Ordinal));
        Assert.Equal((2, SiteState.MapFields), ((await ViewAsync(site)).Site.ContractVersion, (await ViewAsync(site)).Site.State));
        Assert.Contains("required", Open("?compare=1..2").One("table", "Version 1 against version 2").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_field_is_refused_in_plain_words_and_undo_takes_a_retired_one_back()
    {
        await PrepareAsync();
        Become(Administrator);
        var page = Open("?type=Encounter");

        await page.One("button", "Add a field").ClickAsync();
        await page.FindByLabel("Label").ChangeAsync("Unit");
        await page.FindByLabel("Name").ChangeAsync("the unit");
        await page.Find("form").SubmitAsync();
        Assert.Contains("The name is one word of letters and digits", page.Markup, StringComparison.Ordinal);
        await page.FindByLabel("Name").ChangeAsync("unit");
        await page.Find("form").SubmitAsync();
        Assert.Contains("encounter.unit", page.One("table", "Fields of the encounter").TextContent, StringComparison.Ordinal);
        await page.One("button", "Retire Encounter type").ClickAsync();
        Assert.Contains("Encounter type retired", page.Markup, StringComparison.Ordinal);

        await page.One("button", "Undo").ClickAsync();

        Assert.DoesNotContain("Encounter type retired", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Unit added", page.Markup, StringComparison.Ordinal);
        Assert.Equal(DataContract.Default, await Services.GetRequiredService<Contracts>().CurrentAsync(Stop));
    }

    [Fact]
    public async Task Live_site_is_moved_by_typing_its_name_after_reading_what_that_ends()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        foreach (var stage in StageList.All)
            await RunAsync(site, stage);
        await GoLiveAsync(site);
        await Services.GetRequiredService<ContractDesk>().PublishAsync(
            1, [.. DataContract.Default.Fields.Select(field => field.Id == "email" ? field with { Requirement = FieldRequirement.Required } : field)], "Letters go out by mail", Administrator, Stop);
        var dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
        var page = Open();
        Assert.Contains("map fields, validate ten patients, go live", page.Markup, StringComparison.Ordinal);

        var moving = page.One("button", "Move to version 2 Lakeside").ClickAsync();
        dialogs.WaitForElement("#typed-confirm");
        Assert.Contains("live traffic is refused until it is live again", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.One("button", "Cancel").ClickAsync();
        await moving;
        Assert.Equal((1, SiteState.Live), ((await ViewAsync(site)).Site.ContractVersion, (await ViewAsync(site)).Site.State));
        moving = page.One("button", "Move to version 2 Lakeside").ClickAsync();
        dialogs.WaitForElement("#typed-confirm");
        await dialogs.Find("#typed-confirm").InputAsync("Lakeside");
        await dialogs.One("button", "Move the site").ClickAsync();
        await moving;

        Assert.Equal((2, SiteState.MapFields), ((await ViewAsync(site)).Site.ContractVersion, (await ViewAsync(site)).Site.State));
        page.WaitForAssertion(() => Assert.DoesNotContain("Live sites on an older version", page.Markup, StringComparison.Ordinal));
    }

    private async Task GoLiveAsync(Onboarding.Sites.Site site)
    {
        await using var db = await Db();
        var stored = db.Sites.Single(row => row.Id == site.Id);
        if (stored.State is not SiteState.Live)
            Assert.True((await Services.GetRequiredService<SiteLifecycle>().FireAsync(db, stored, SiteTrigger.Continue, Administrator, null, Stop)).Succeeded);
        await db.SaveChangesAsync(Stop);
    }

    private async Task<Onboarding.Sites.Site> MappedAsync(string name)
    {
        var site = await SiteAsync(name, connection: OpenServer);
        foreach (var stage in new[] { Stage.Configure, Stage.TestConnection, Stage.MapFields })
            await RunAsync(site, stage);
        return site;
    }

    private IRenderedComponent<ContractPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/data-contract" + query);
        var page = Render<ContractPage>();
        page.WaitForElement("table");
        return page;
    }
}
