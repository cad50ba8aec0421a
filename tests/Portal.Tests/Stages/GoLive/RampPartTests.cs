using Bunit;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;
using Portal.Components.Stages.GoLive;
using Xunit;

namespace Portal.Tests.Stages.GoLive;

public sealed class RampPartTests : PanelContext
{
    [Fact]
    public async Task Ramp_says_who_is_in_what_is_missing_and_how_callers_name_their_unit()
    {
        await RampAsync();

        var panel = await PanelAsync<GoLivePanel>();

        panel.WaitForAssertion(() => panel.One("heading", "Step 1 of 3: Emergency is in."));
        Assert.Contains("Not enough evidence yet: 0 of 20 verified requests, 0 of 1 whole clinic day.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("X-Care-Unit: ED", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(3, panel.FindAll(".ramp-steps > li").Count);
        panel.One("button", "Hold at this step");
        panel.One("button", "Create a key");
    }

    [Fact]
    public async Task Proven_step_offers_to_admit_the_next_units_to_those_who_may_work()
    {
        var site = await RampAsync();
        await CountAsync(site, 20);
        Clock.Advance(TimeSpan.FromDays(5));
        var looking = await PanelAsync<GoLivePanel>(new Actor("m", "Mo Vance", Roles.Manager));
        looking.WaitForAssertion(() => Assert.True(looking.One("button", "Admit the next units").HasAttribute("disabled")));

        var panel = await PanelAsync<GoLivePanel>();
        panel.WaitForAssertion(() => panel.One("button", "Admit the next units"));
        await panel.One("button", "Admit the next units").ClickAsync(new());

        panel.WaitForAssertion(() => panel.One("heading", "Step 2 of 3: Emergency and Intensive care are in."));
        Assert.Contains("Promote", panel.Find(".ramp-decisions").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspending_asks_for_reason_and_name_and_then_says_who_when_and_why()
    {
        await RampAsync();
        var dialogs = Render<MudDialogProvider>();
        var panel = await PanelAsync<GoLivePanel>();
        panel.WaitForAssertion(() => panel.One("button", "Suspend"));

        var pressed = panel.One("button", "Suspend").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("#ramp-words"));
        dialogs.Find("#ramp-typed").Input("Mercy West");
        Assert.True(dialogs.One("button", "Suspend").HasAttribute("disabled"));
        dialogs.Find("#ramp-words").Input("Names look wrong.");
        await dialogs.One("button", "Suspend").ClickAsync(new());
        await pressed;

        Assert.Equal(SiteState.Suspended, (await ViewAsync()).Site.State);
        panel.WaitForAssertion(() => panel.One("heading", "Real traffic of Mercy West is suspended."));
        Assert.Contains("Names look wrong.", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Juno Marrow", panel.Find(".cause").TextContent, StringComparison.Ordinal);
        panel.One("button", "Resume traffic");
        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Suspend");
    }

    [Fact]
    public async Task Rolled_back_site_shows_its_gates_and_why()
    {
        var site = await RampAsync();
        Assert.True((await Get<TrafficControl>().RollBackAsync(site.Id, site.Name, "Wrong wards.", Csm, Cancel)).Succeeded);

        var panel = await PanelAsync<GoLivePanel>();

        panel.WaitForAssertion(() => Assert.Contains("Real traffic was rolled back.", panel.Markup, StringComparison.Ordinal));
        Assert.Contains("Wrong wards.", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hypercare_shows_its_days_and_takes_a_remark_on_a_note()
    {
        var site = await HypercareAsync();
        Clock.Advance(TimeSpan.FromDays(1));
        await Get<Onboarding.Stages.GoLive.Hypercare.HypercareDesk>().WriteAsync((_, _, _, _) => Task.FromResult(2), Cancel);
        var dialogs = Render<MudDialogProvider>();

        var panel = await PanelAsync<GoLivePanel>();
        panel.WaitForAssertion(() => panel.One("heading", "Hypercare, day 2 of 14."));
        Assert.Equal(14, panel.FindAll(".care-days > li").Count);
        Assert.Contains("2 incidents.", panel.Markup, StringComparison.Ordinal);
        var pressed = panel.One("button", "Add a remark on day 1").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("#ramp-words"));
        dialogs.Find("#ramp-words").Input("Both were the VPN.");
        await dialogs.One("button", "Keep the remark").ClickAsync(new());
        await pressed;

        panel.WaitForAssertion(() => Assert.Contains("Juno Marrow: Both were the VPN.", panel.Markup, StringComparison.Ordinal));
    }

    private async Task<Site> RampAsync()
    {
        var site = await SiteAtAsync(Stage.GoLive);
        await using var db = await DbAsync();
        db.GoLivePlans.Add(GoLivePlan.Create(site.Id, EhrEnvironment.Sandbox, new() { Units = [new("ED", "Emergency"), new("ICU", "Intensive care"), new("LAB", "Laboratory")] }, Csm, Clock.GetUtcNow()));
        await db.SaveChangesAsync(Cancel);
        await EndAsync(site, Stage.GoLive, [Row(EhrAdapters.Diagnosis.CheckState.Passed)]);
        var stored = await db.Sites.SingleAsync(row => row.Id == site.Id, Cancel);
        await Get<SiteLifecycle>().FollowEvidenceAsync(db, stored, Csm, Cancel);
        Assert.True((await Get<SiteLifecycle>().FireAsync(db, stored, SiteTrigger.Continue, Csm, null, Cancel)).Succeeded);
        await db.SaveChangesAsync(Cancel);
        return stored;
    }

    private async Task<Site> HypercareAsync()
    {
        var site = await RampAsync();
        for (var step = 0; step < 3; step++)
        {
            await CountAsync(site, 20);
            Clock.Advance(TimeSpan.FromDays(5));
            await Get<Ramps>().LookAsync(Cancel);
        }

        return (await ViewAsync()).Site;
    }

    private async Task CountAsync(Site site, int verified)
    {
        await using var db = await DbAsync();
        var ramp = await db.RampOf(site.Id).SingleAsync(Cancel);
        db.EncounterCounts.Add(new()
        {
            RampId = ramp.Id, Step = ramp.Step, Unit = "ED", Day = new(2026, 6, 3), Writer = Guid.NewGuid(), Judged = verified, Good = verified, Verified = verified, Latencies = Latencies.Of(Enumerable.Repeat(80, verified)),
        });
        await db.SaveChangesAsync(Cancel);
    }
}
