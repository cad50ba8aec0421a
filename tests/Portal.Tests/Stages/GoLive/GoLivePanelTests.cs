using Bunit;
using MudBlazor;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Portal.Components.Stages.GoLive;
using Xunit;

namespace Portal.Tests.Stages.GoLive;

public sealed class GoLivePanelTests : PanelContext
{
    [Fact]
    public async Task Shut_gates_lead_to_the_stage_that_opens_the_first_of_them()
    {
        await SiteAtAsync(Stage.ValidatePatients);

        var panel = await PanelAsync<GoLivePanel>();

        panel.One("heading", "3 gates are not open yet.");
        Assert.Equal("/sites/mercy-west/validate-patients", panel.One("link", "Open validate ten patients").GetAttribute("href"));
        Assert.Equal("/sites/mercy-west/load-test", panel.One("link", "Load test").GetAttribute("href"));
    }

    [Fact]
    public async Task Old_connection_test_is_not_enough_evidence_and_says_how_to_renew_it()
    {
        await SiteAtAsync(Stage.GoLive);
        Clock.Advance(TimeSpan.FromHours(25));

        var panel = await PanelAsync<GoLivePanel>();

        panel.One("link", "Open test connection");
        Assert.Contains("What was proven is too old by now.", panel.Markup);
    }

    [Fact]
    public async Task Requester_cannot_approve_and_is_told_why()
    {
        await SiteAtAsync(Stage.GoLive);
        var panel = await PanelAsync<GoLivePanel>();

        await panel.One("button", "Ask for approval").ClickAsync(new());

        Assert.True(panel.One("button", "Approve going live").HasAttribute("disabled"));
        Assert.Contains("You asked for it, so a second person has to approve.", panel.Markup);
    }

    [Fact]
    public async Task Person_of_the_same_role_cannot_approve()
    {
        var site = await SiteAtAsync(Stage.GoLive);
        await Get<Approvals>().RequestAsync(site.Id, Engineer, Cancel);

        var panel = await PanelAsync<GoLivePanel>(Engineer with { Id = "u9", Name = "Fern Vale" });

        Assert.True(panel.One("button", "Approve going live").HasAttribute("disabled"));
        Assert.Contains("You have the same role as Ember Quoin", panel.Markup);
    }

    [Fact]
    public async Task Second_person_approves_and_every_gate_is_open()
    {
        var site = await SiteAtAsync(Stage.GoLive);
        await Get<Approvals>().RequestAsync(site.Id, Csm, Cancel);
        var panel = await PanelAsync<GoLivePanel>(Engineer);

        await panel.One("button", "Approve going live").ClickAsync(new());

        panel.One("heading", "Every gate is open. Mercy West can go live.");
        Assert.False(panel.One("button", "Go live").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Going_live_asks_for_the_sites_name_first()
    {
        var site = await ApprovedAsync();
        var dialogs = Render<MudDialogProvider>();
        var panel = await PanelAsync<GoLivePanel>();

        var pressed = panel.One("button", "Go live").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("#typed-confirm"));
        Assert.True(dialogs.One("button", "Go live").HasAttribute("disabled"));
        dialogs.Find("#typed-confirm").Input("Mercy West");
        await dialogs.One("button", "Go live").ClickAsync();
        await pressed;

        Assert.Single(Queue.Queued);
        Assert.Equal(site.Id, (await ViewAsync()).InFlight!.SiteId);
    }

    [Fact]
    public async Task Live_site_shows_how_to_call_it_and_a_new_key_once()
    {
        var site = await ApprovedAsync();
        var started = await Get<GoLiveService>().ActivateAsync(site.Id, site.Name, Guid.NewGuid(), Csm, Cancel);
        await Get<RunExecutor>().ExecuteAsync(started.Value!.Id, Cancel);
        Assert.Equal(SiteState.Live, (await ViewAsync()).Site.State);
        var panel = await PanelAsync<GoLivePanel>();

        panel.One("heading", "Mercy West is live.");
        Assert.Contains("/api/v1/sites/mercy-west/patients/FHIR_ID", panel.Markup);
        await panel.One("button", "Create a key").ClickAsync(new());
        Assert.Contains("sk_", panel.Find(".newkey code").TextContent);
        await panel.One("button", "I have it").ClickAsync();
        Assert.Empty(panel.FindAll(".newkey"));
        Assert.Contains(panel.All("button"), button => button.Name().StartsWith("Revoke key sk_", StringComparison.Ordinal));
    }

    private async Task<Site> ApprovedAsync()
    {
        var site = await SiteAtAsync(Stage.GoLive);
        await Get<Approvals>().RequestAsync(site.Id, Csm, Cancel);
        await Get<Approvals>().ApproveAsync(site.Id, Engineer, Cancel);
        return site;
    }
}
