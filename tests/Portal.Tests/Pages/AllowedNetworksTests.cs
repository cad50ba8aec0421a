using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Sites;
using Portal.Accounts;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class AllowedNetworksTests : SiteContext
{
    private static readonly Actor Administrator = new("fable", "Fable Orr", Roles.Administrator);

    public AllowedNetworksTests() => this.AddAuthorization().SetAuthorized("fable.orr@portal.example").SetRoles(Roles.Administrator).SetPolicies(PortalPolicies.Administer)
        .SetClaims(new Claim(ClaimTypes.NameIdentifier, Administrator.Id), new Claim(PortalPrincipal.DisplayNameClaim, Administrator.Name));

    private AllowList Allowed => Services.GetRequiredService<AllowList>();

    [Fact]
    public async Task Empty_list_says_what_will_stand_here()
    {
        await PrepareAsync();
        var page = Open();

        page.One("heading", "Nothing private is open");
    }

    [Fact]
    public async Task Each_field_says_what_is_wrong_when_it_is_left()
    {
        await PrepareAsync();
        var page = Open();
        await page.FindByLabel("Host, address or network").ChangeAsync("https://ehr.lakeside.internal/r4");
        await page.FindByLabel("Reason").ChangeAsync(" ");
        await page.FindByLabel("Last day").ChangeAsync("2028-01-01");

        Assert.Contains("Enter only the host, without https:// and path: ehr.lakeside.internal", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Say why", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Whoever still needs it then extends it.", page.Markup, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Empty((await ReadAsync()).Living);
    }

    [Fact]
    public async Task Link_of_a_site_fills_host_and_site_and_the_usual_ninety_days()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/allowed-networks?host=10.20.30.40&site=lakeside");
        var page = Open();
        Assert.Equal("10.20.30.40", page.FindByLabel("Host, address or network").GetAttribute("value"));
        Assert.Equal("2027-02-10", page.FindByLabel("Last day").GetAttribute("value"));

        await page.FindByLabel("Reason").ChangeAsync("VPN is up.");
        await page.Find("form").SubmitAsync();

        var entry = Assert.Single((await ReadAsync()).Living).Entry;
        Assert.Equal(("10.20.30.40", site.Id, "VPN is up.", "Fable Orr"), (entry.Entry, entry.SiteId, entry.Reason, entry.AddedBy));
        page.WaitForAssertion(() => page.One("button", "End now 10.20.30.40 for Lakeside"));
        Assert.Equal("", page.FindByLabel("Host, address or network").GetAttribute("value"));
    }

    [Fact]
    public async Task Entry_that_ends_soon_is_marked_and_can_be_extended()
    {
        await PrepareAsync();
        await AllowAsync("10.20.0.0/16", days: 6);
        await AllowAsync("10.30.0.0/16", days: 60);
        var page = Open();
        Assert.Contains("6 days left", page.Find(".st-warning").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".st-warning"));

        await page.One("button", "Extend 10.20.0.0/16 for every site").ClickAsync();
        await page.FindByLabel("New last day").ChangeAsync("2026-11-13");
        await page.Find("form[aria-label='Extend 10.20.0.0/16']").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("not later than what already stands", page.Markup, StringComparison.Ordinal));
        await page.FindByLabel("New last day").ChangeAsync("2027-03-31");
        await page.Find("form[aria-label='Extend 10.20.0.0/16']").SubmitAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".st-warning")));
        Assert.Contains("31 Mar 2027", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_takes_effect_at_once_and_undo_is_a_new_entry()
    {
        await PrepareAsync();
        await AllowAsync("10.20.0.0/16", days: 60);
        var page = Open();
        await page.One("button", "End now 10.20.0.0/16 for every site").ClickAsync();
        page.WaitForAssertion(() => page.One("button", "Undo"));
        Assert.Empty((await ReadAsync()).Living);

        await page.One("button", "Undo").ClickAsync();

        var after = await ReadAsync();
        Assert.Equal(("10.20.0.0/16", new DateOnly(2027, 1, 11)), (Assert.Single(after.Living).Entry.Entry, after.Living[0].LastDay));
        Assert.Single(after.Over);
    }

    [Fact]
    public async Task Entry_that_live_traffic_may_go_through_ends_only_by_typing_it()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer with { FhirBaseUrl = new("https://10.20.30.40/r4") });
        foreach (var stage in StageList.All)
            await RunAsync(site, stage);
        await GoLiveAsync(site);
        await AllowAsync("10.20.0.0/16", days: 60);
        var dialogs = Render<MudDialogProvider>();
        Render<MudPopoverProvider>();
        var page = Open();
        Assert.Contains("live traffic of Lakeside", page.Markup, StringComparison.Ordinal);

        var ending = page.One("button", "End now 10.20.0.0/16 for every site").ClickAsync();
        dialogs.WaitForElement("#typed-confirm");
        Assert.Contains("real traffic may go through it", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.One("button", "Cancel").ClickAsync();
        await ending;
        Assert.Single((await ReadAsync()).Living);

        ending = page.One("button", "End now 10.20.0.0/16 for every site").ClickAsync();
        dialogs.WaitForElement("#typed-confirm");
        await dialogs.Find("#typed-confirm").InputAsync("10.20.0.0/16");
        await dialogs.One("button", "End now").ClickAsync();
        await ending;
        Assert.Empty((await ReadAsync()).Living);
    }

    private IRenderedComponent<AllowedNetworks> Open()
    {
        var page = Render<AllowedNetworks>();
        page.WaitForElement("form");
        return page;
    }

    private Task<AllowListView> ReadAsync() => Services.GetRequiredService<AllowListReader>().ReadAsync(Stop);

    private async Task AllowAsync(string entry, int days) =>
        Assert.True((await Allowed.AddAsync(entry, null, "VPN is up.", DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(days), Administrator, Stop)).Succeeded);

    private async Task GoLiveAsync(Site site)
    {
        await using var db = await Db();
        var stored = db.Sites.Single(row => row.Id == site.Id);
        if (stored.State is not SiteState.Live)
            Assert.True((await Services.GetRequiredService<SiteLifecycle>().FireAsync(db, stored, SiteTrigger.Continue, Administrator, null, Stop)).Succeeded);
        await db.SaveChangesAsync(Stop);
    }
}
