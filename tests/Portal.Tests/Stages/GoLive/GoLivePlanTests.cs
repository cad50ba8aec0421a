using System.Globalization;
using Bunit;
using EhrAdapters;
using Microsoft.AspNetCore.Components.Web;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;
using Portal.Components.Stages.GoLive;
using Xunit;

namespace Portal.Tests.Stages.GoLive;

public sealed class GoLivePlanTests : PanelContext
{
    private static readonly Actor Manager = new("u4", "Marlo Finch", Roles.Manager);

    [Fact]
    public async Task Rehearsal_without_a_plan_says_what_one_would_add_and_opens_its_form()
    {
        await SiteAtAsync(Stage.GoLive);
        var panel = await PanelAsync<GoLivePanel>();
        Assert.Empty(panel.FindAll("form[aria-label='Go-live plan']"));

        await panel.One("button", "Make a plan").ClickAsync(new());

        panel.Find("form[aria-label='Go-live plan']");
        Assert.Contains("A plan would add what production asks for", panel.Markup);
    }

    [Fact]
    public async Task Production_asks_for_a_plan_first_and_offers_no_approval()
    {
        await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);

        var panel = await PanelAsync<GoLivePanel>();

        panel.One("button", "Make a plan");
        Assert.True(panel.One("button", "Ask for approval").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Mistake_stands_beside_its_field_and_saving_goes_to_it()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var panel = await OpenAsync();

        panel.FindByLabel("Units").Change("CARD 2, Cardiology");

        Assert.Contains("“CARD 2” cannot stand in a header", panel.Markup);
        Assert.Equal("true", panel.FindByLabel("Units").GetAttribute("aria-invalid"));
        var asked = JSInterop.SetupVoid("portal.goToWrong", "plan");
        await panel.One("button", "Save plan").ClickAsync(new());
        Assert.Single(asked.Invocations);
        Assert.Contains("Correct the marked fields first.", panel.Markup);
        Assert.Null((await Get<Plans>().ReadAsync(site.Id, Cancel)).Plan);
    }

    [Fact]
    public async Task Hour_that_the_clock_jumps_over_is_refused_beside_its_field()
    {
        await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var panel = await OpenAsync();

        panel.FindByLabel("From").Change("2027-03-14T02:30");

        Assert.Contains("02:30 does not exist on 14 Mar: the clocks go forward then.", panel.Markup);
    }

    [Fact]
    public async Task Offered_window_fills_the_form_and_half_a_plan_is_saved()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var panel = await OpenAsync();

        await panel.All("button").First(button => button.Name().StartsWith("Thu ", StringComparison.Ordinal) || button.Name().StartsWith("Tue ", StringComparison.Ordinal)).ClickAsync(new());
        await panel.One("button", "Save plan").ClickAsync(new());

        var plan = (await Get<Plans>().ReadAsync(site.Id, Cancel)).Plan!;
        Assert.NotNull(plan.Content.Window);
        panel.One("button", "Complete the plan");
    }

    [Fact]
    public async Task Second_person_is_told_who_saved_meanwhile_and_keeps_what_they_typed()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var panel = await OpenAsync();
        panel.FindByLabel("Units").Change("CARD-2, Cardiology clinic");

        await SaveAsync(site, new() { Units = [new("ENDO-1", "Endocrinology")] });
        await AgainAsync(panel);

        Assert.Contains("Juno Marrow saved this plan", panel.Markup);
        Assert.Equal("CARD-2, Cardiology clinic", panel.FindByLabel("Units").GetAttribute("value"));
        Assert.True(panel.One("button", "Save plan").HasAttribute("disabled"));
        await panel.One("button", "Load the newest version").ClickAsync(new());
        Assert.Equal("ENDO-1, Endocrinology", panel.FindByLabel("Units").GetAttribute("value"));
    }

    [Fact]
    public async Task Window_that_is_typed_counts_with_the_seconds_that_the_browsers_script_adds()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var panel = await OpenAsync();
        var day = Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        panel.FindByLabel("From").Change($"{day}T20:00:00");
        panel.FindByLabel("To").Change($"{day}T23:00:00");
        panel.FindByLabel("Back by").Change($"{day}T22:30:00");
        panel.FindByLabel("Clinic opens").Change("06:30:00");
        Assert.Empty(panel.FindAll("[aria-invalid]"));
        await panel.One("button", "Save plan").ClickAsync(new());

        var plan = (await Get<Plans>().ReadAsync(site.Id, Cancel)).Plan!.Content;
        Assert.Equal(TimeSpan.FromHours(3), plan.Window!.To - plan.Window.From);
        Assert.Equal(new(6, 30), plan.Clinic.Opens);
    }

    [Fact]
    public async Task Half_a_plan_that_was_left_is_open_again_for_whoever_comes_back()
    {
        await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var left = await OpenAsync();
        left.FindByLabel("Units").Change("CARD-2, Cardiology clinic");
        await left.Find("form[aria-label='Go-live plan']").TriggerEventAsync("onfocusout", new FocusEventArgs());

        var panel = await PanelAsync<GoLivePanel>();

        Assert.Equal("CARD-2, Cardiology clinic", panel.FindByLabel("Units").GetAttribute("value"));
    }

    [Fact]
    public async Task Refused_change_of_a_complete_plan_stays_in_its_form()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        await SaveAsync(site, Complete());
        var panel = await PanelAsync<GoLivePanel>();
        await panel.One("button", "Change the plan").ClickAsync(new());
        panel.FindByLabel("Units").Change("ENDO-1, Endocrinology");
        await SaveAsync(site, Complete() with { Units = [new("ORTHO-3", "Orthopaedics")] });

        await panel.One("button", "Save plan").ClickAsync(new());

        Assert.Equal("ENDO-1, Endocrinology", panel.FindByLabel("Units").GetAttribute("value"));
        Assert.Contains("Juno Marrow saved this plan", panel.Markup);
    }

    [Fact]
    public async Task Shut_gate_of_the_plan_leads_to_its_part()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        await SaveAsync(site, Complete() with { Tasks = [] });

        var panel = await PanelAsync<GoLivePanel>();

        panel.One("button", "Note tasks");
        Assert.Contains("security review, agreement, change approval", panel.Markup);
    }

    [Fact]
    public async Task Approver_sees_what_the_other_saw_and_a_decline_asks_for_a_reason()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        await SaveAsync(site, Complete());
        await Get<Approvals>().RequestAsync(site.Id, Csm, Cancel);
        await Get<Approvals>().ApproveAsync(site.Id, Engineer, Cancel);

        var panel = await PanelAsync<GoLivePanel>(Manager);

        Assert.Contains("What Ember saw", panel.Markup);
        Assert.False(panel.One("button", "Approve going live").HasAttribute("disabled"));
        panel.One("button", "Decline");
    }

    [Fact]
    public async Task Called_off_go_live_says_why_and_that_nothing_was_activated()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        await SaveAsync(site, Complete());
        await using (var db = await DbAsync())
        {
            db.GoLiveSchedules.Add(Scheduled(site));
            await db.SaveChangesAsync(Cancel);
        }

        await Get<Schedules>().CancelAsync(site.Id, "Their analyst is ill", Csm, Cancel);
        var panel = await PanelAsync<GoLivePanel>();

        Assert.Contains("The scheduled go-live was called off. Nothing was activated.", panel.Markup);
        Assert.Contains("Juno Marrow cancelled it: Their analyst is ill", panel.Markup);
    }

    [Fact]
    public async Task Window_is_drawn_in_the_hospitals_time_with_a_table_behind_it()
    {
        var site = await SiteAtAsync(Stage.GoLive, EhrEnvironment.Production);
        var plan = await SaveAsync(site, Complete());

        var panel = await PanelAsync<GoLivePanel>();

        var picture = panel.All("img").Single(image => image.Name().StartsWith("Change window", StringComparison.Ordinal));
        Assert.Contains(plan.Content.Window!.Words("America/Chicago"), picture.Name(), StringComparison.Ordinal);
        Assert.Contains("Last moment to go back", panel.Find(".window-table").TextContent);
    }

    private PlanContent Complete()
    {
        var window = ChangeWindows.Next(ChangeWindows.Usual, [], "America/Chicago", Clock.GetUtcNow(), 2)[1];
        return new()
        {
            Window = window,
            Units = [new("CARD-2", "Cardiology clinic")],
            Contacts = [.. Enum.GetValues<ContactRole>().Select(role => new PlanContact(role, $"{role} person", $"{role}@hospital.example", null))],
            AlertRoutes = [ContactRole.OnCall, ContactRole.InterfaceAnalyst],
            Tasks = [.. Enum.GetValues<HospitalTaskKind>().Select(kind => new HospitalTask(kind, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(-3), "REF-1", ""))],
        };
    }

    private GoLiveSchedule Scheduled(Site site) => GoLiveSchedule.Create(site.Id, EhrEnvironment.Production, Complete().Window!, Csm, Clock.GetUtcNow());

    private async Task<GoLivePlan> SaveAsync(Site site, PlanContent plan)
    {
        var saved = await Get<Plans>().SaveAsync(site.Id, (await Get<Plans>().ReadAsync(site.Id, Cancel)).Stored?.Version ?? 0, EhrEnvironment.Production, plan, null, Csm, Cancel);
        Assert.True(saved.Succeeded, saved.Refusal?.Message);
        return saved.Value!;
    }

    private async Task<IRenderedComponent<GoLivePanel>> OpenAsync()
    {
        var panel = await PanelAsync<GoLivePanel>();
        await panel.One("button", "Make a plan").ClickAsync(new());
        return panel;
    }
}
