using Bunit;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;
using Portal.Components.Notices;
using Portal.Components.Stages.GoLive;
using Xunit;

namespace Portal.Tests.Stages.GoLive;

public sealed class FireDrillPartTests : PanelContext
{
    public FireDrillPartTests() => Services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example");

    [Fact]
    public async Task Says_what_it_is_for_and_whom_the_test_alert_goes_to()
    {
        await PlannedAsync();

        var part = await PartAsync(Csm);

        Assert.Contains("not held yet", part.Markup, StringComparison.Ordinal);
        Assert.Contains("The test alert goes to Ember Quoin and Tamsin Rook.", part.Markup, StringComparison.Ordinal);
        Assert.False(part.One("button", "Start fire drill").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Plan_without_a_hospital_contact_says_what_is_missing()
    {
        await PlannedAsync(hospital: false);

        var part = await PartAsync(Csm);

        Assert.True(part.One("button", "Start fire drill").HasAttribute("disabled"));
        Assert.Contains("names nobody at the hospital", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_drill_shows_who_is_waited_for_and_one_button_acknowledges_for_our_side()
    {
        await PlannedAsync();
        var part = await PartAsync(Csm);
        await part.One("button", "Start fire drill").ClickAsync(new());
        Assert.Contains("0 of 5 parts have ended.", part.Markup, StringComparison.Ordinal);
        Assert.Contains("Tamsin Rook, interface analyst, +1 555 0118: written to just now, 15 min left", part.Markup, StringComparison.Ordinal);
        Assert.True(part.One("button", "Remind Tamsin Rook").HasAttribute("disabled"));

        await part.One("button", "Acknowledge for our side").ClickAsync(new());

        Assert.Contains("1 of 5 parts have ended.", part.Markup, StringComparison.Ordinal);
        Assert.Contains("Juno Marrow, after 0 s", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finished_drill_shows_measured_and_limit_and_what_a_failed_part_asks_for()
    {
        var site = await PlannedAsync();
        var drills = Get<FireDrills>();
        var drill = (await drills.StartAsync(site.Id, Guid.NewGuid(), Csm, Cancel)).Value!;
        await drills.AcknowledgeAsync(drill.Id, Engineer, Cancel);
        Clock.Advance(FireDrill.AcknowledgeWithin);
        await drills.ChangeAsync(drill.Id, (_, running, _) =>
        {
            running.Measured(Row(CheckState.NotApplicable), Row(CheckState.Passed), Row(CheckState.Passed) with { Measured = "back in 0.3 s", Limit = "1.0 s" });
            return null;
        }, Cancel);

        var part = await PartAsync(Csm);

        Assert.Contains("The last fire drill failed: The hospital acknowledges the test alert.", part.Markup, StringComparison.Ordinal);
        Assert.Contains("not acknowledged", part.Markup, StringComparison.Ordinal);
        part.One("button", "Hold it again");
        await part.One("button", "The hospital acknowledges the test alert").ClickAsync(new());
        Assert.Contains("call Tamsin Rook (+1 555 0118)", part.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manager_sees_everything_and_presses_nothing()
    {
        var site = await PlannedAsync();
        await Get<FireDrills>().StartAsync(site.Id, Guid.NewGuid(), Csm, Cancel);

        var part = await PartAsync(new("m", "Alder Crane", Roles.Manager));

        Assert.All(["Acknowledge for our side", "Remind Ember Quoin", "Stop the drill"], name => Assert.True(part.One("button", name).HasAttribute("disabled")));
    }

    [Fact]
    public async Task Mails_that_could_not_be_sent_offer_a_link_to_the_mail_program()
    {
        var site = await PlannedAsync();
        await Get<FireDrills>().StartAsync(site.Id, Guid.NewGuid(), Csm, Cancel);
        var list = Render<NoticeList>(set => set.Add(p => p.Site, site).Add(p => p.Actor, Csm));
        Assert.Contains("2 have to be sent by hand", list.Markup, StringComparison.Ordinal);
        Assert.Contains("No mail server is set", list.Markup, StringComparison.Ordinal);

        await list.All("button").First(button => button.Name() == "Send it yourself").ClickAsync(new());

        Assert.StartsWith("mailto:", list.One("link", "Open in the mail program").GetAttribute("href"), StringComparison.Ordinal);
    }

    private async Task<Site> PlannedAsync(bool hospital = true)
    {
        var site = await SiteAtAsync(Stage.GoLive);
        await using var db = await DbAsync();
        PlanContact[] contacts = [new(ContactRole.OnCall, "Ember Quoin", "ember@portal.example", null), .. hospital ? [new PlanContact(ContactRole.InterfaceAnalyst, "Tamsin Rook", "tamsin@hospital.example", "+1 555 0118")] : Array.Empty<PlanContact>()];
        db.GoLivePlans.Add(GoLivePlan.Create(site.Id, EhrEnvironment.Sandbox, new() { Contacts = contacts }, Csm, Clock.GetUtcNow()));
        var stored = await db.Sites.FindAsync([site.Id], Cancel);
        await Get<SiteLifecycle>().FollowEvidenceAsync(db, stored!, Csm, Cancel);
        await db.SaveChangesAsync(Cancel);
        return stored!;
    }

    private async Task<IRenderedComponent<FireDrillPart>> PartAsync(Actor actor)
    {
        var view = await ViewAsync();
        return Render<FireDrillPart>(set => set.Add(p => p.View, view).Add(p => p.Actor, actor).Add(p => p.MayWork, actor.MayWork));
    }
}
