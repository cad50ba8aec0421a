using AngleSharp.Dom;
using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Sites;
using Portal.Accounts;
using Portal.Components.Review;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class ReviewTests : SiteContext
{
    private static readonly Actor Engineer = new("ember", "Ember Quoin", Roles.Engineer);
    private static readonly Actor Administrator = new("fable", "Fable Orr", Roles.Administrator);
    private readonly SqliteConnection _people = new("Data Source=:memory:");

    public ReviewTests()
    {
        _people.Open();
        Services.AddDbContext<AccountsDbContext>(options => options.UseSqlite(_people));
        Become(Engineer);
    }

    [Fact]
    public async Task Oldest_group_comes_first_and_leaves_after_an_edit()
    {
        await PeopleAsync();
        var older = await FailingAsync("Birchmoor", "First");
        Clock.Advance(TimeSpan.FromHours(1));
        await FailingAsync("Tarnbrook", "Second");

        var page = Open("/review");
        Assert.Contains(page.All("heading"), heading => heading.Name() == "First went wrong.");
        Assert.Contains("Second went wrong.", page.Find("[data-next]").TextContent, StringComparison.Ordinal);

        await Service.SaveConnectionAsync(older.Id, older.Version, OpenServer with { FhirBaseUrl = new("https://other.example/r4") }, null, Me, Stop);
        Assert.Contains(Open("/review").All("heading"), heading => heading.Name() == "Second went wrong.");
    }

    [Fact]
    public async Task Filters_live_in_the_address()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");

        Assert.Contains(Open("/review?stage=load-test").All("heading"), heading => heading.Name() == "Nothing matches these filters");
        Assert.Contains(Open("/review?stage=configure&vendor=fhir-r4").All("heading"), heading => heading.Name() == "First went wrong.");
    }

    [Fact]
    public async Task Group_assigned_to_me_is_counted_and_found_under_mine()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");
        var page = Open("/review");
        Assert.NotNull(page.One("link", "Assigned to me 0"));

        page.One("button", "Assign to me").Click();

        page.WaitForAssertion(() => Assert.NotNull(page.One("link", "Assigned to me 1")));
        Assert.Contains(Open("/review?whose=mine").All("heading"), heading => heading.Name() == "First went wrong.");
    }

    [Fact]
    public async Task One_exception_for_all_reports_says_what_it_opens_before_it_is_recorded()
    {
        await PeopleAsync();
        var site = await FailingAsync("Birchmoor", "First");
        await FailingAsync("Tarnbrook", "First");
        var page = Open("/review");

        page.Find("input[value=excepted]").Change("excepted");
        Assert.Contains("Opens the gate of “Configure” at 2 sites.", page.Markup, StringComparison.Ordinal);
        await page.Find("form[aria-label=Decide]").SubmitAsync();
        Assert.Contains(ReviewRefusals.NoReason.Message, page.Markup, StringComparison.Ordinal);
        page.FindByLabel("Reason").Change("The contract does without it");
        await page.Find("form[aria-label=Decide]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains(page.All("heading"), heading => heading.Name() == "Nothing waits for an engineer"));
        Assert.Equal("2", page.Find("[aria-label='How often rules are overruled'] tbody td.num").TextContent);
        Assert.True((await ViewAsync(site)).Evidence.Holds(Stage.Configure));
        page.One("button", "End now First at Birchmoor").Click();
        page.WaitForAssertion(() => Assert.Contains(page.All("heading"), heading => heading.Name() == "First went wrong."));
    }

    [Fact]
    public async Task What_can_never_be_accepted_says_why_beside_the_choice()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "Organisation", FindingCodes.ApiWrongSite);
        var page = Open("/review");

        Assert.True(page.Find("input[value=excepted]").HasAttribute("disabled"));
        Assert.Contains("Never: the data may be another hospital's.", page.Find("[aria-label=Decide]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instruction_stands_on_the_stage_page_until_it_is_done()
    {
        await PeopleAsync();
        var site = await FailingAsync("Birchmoor", "First");
        var page = Open("/review");
        page.FindByLabel("Instruction to the CSM").Change("Ask them for the other address.");
        await page.Find("form[aria-label=Decide]").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(page.All("heading"), heading => heading.Name() == "Nothing waits for an engineer"));

        var view = await ViewAsync(site);
        var notice = Render<ReturnedNotice>(parameters => parameters
            .Add(one => one.Site, view.Site).Add(one => one.Newest, view.LatestRuns[Stage.Configure]).AddCascadingValue(Me));
        Assert.Contains("Ember Quoin asks: Ask them for the other address.", Assert.Single(notice.All("note")).TextContent, StringComparison.Ordinal);
        notice.One("button", "Mark as done").Click();
        notice.WaitForAssertion(() => Assert.Empty(notice.All("note")));
    }

    [Fact]
    public async Task Comment_mentions_a_colleague_who_finds_it()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");
        var page = Open("/review");
        page.One("button", "Fable Orr").Click();
        await page.Find("form[aria-label='New comment']").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("@Fable Orr", page.Find("[aria-label=Comments] li").TextContent, StringComparison.Ordinal));
        Become(Administrator);
        Assert.NotNull(Open("/review").One("link", "Mentions you 1"));
    }

    [Fact]
    public async Task Half_written_answer_is_kept_for_the_next_engineer_until_somebody_decides()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");
        var page = Open("/review");
        page.Find("input[value=excepted]").Change("excepted");
        page.FindByLabel("Reason").Change("The contract does without it");
        page.WaitForAssertion(() => Assert.Contains("draft kept", page.Find("form[aria-label=Decide]").TextContent, StringComparison.Ordinal));

        Become(Administrator);
        var later = Open("/review");
        later.WaitForAssertion(() => Assert.Contains("draft kept by Ember Quoin", later.Find("form[aria-label=Decide]").TextContent, StringComparison.Ordinal));
        Assert.Equal("The contract does without it", later.FindByLabel("Reason").GetAttribute("value") ?? later.FindByLabel("Reason").TextContent);
        await later.Find("form[aria-label=Decide]").SubmitAsync();
        later.WaitForAssertion(() => Assert.Contains(later.All("heading"), heading => heading.Name() == "Nothing waits for an engineer"));
        await using var db = await Db();
        Assert.Empty(await db.Drafts.ToListAsync(Stop));
    }

    [Fact]
    public async Task What_looks_like_a_patient_is_refused_before_a_draft_is_kept()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");
        var page = Open("/review");

        page.FindByLabel("Instruction to the CSM").Change("Ask about MRN 4003711");

        page.WaitForAssertion(() => Assert.Contains(ReviewRefusals.PatientLike.Message, page.Markup, StringComparison.Ordinal));
        await using var db = await Db();
        Assert.Empty(await db.Drafts.ToListAsync(Stop));
    }

    [Fact]
    public async Task Foot_of_the_queue_says_how_fast_failures_are_decided()
    {
        await PeopleAsync();
        await FailingAsync("Birchmoor", "First");
        await FailingAsync("Tarnbrook", "Second");
        Assert.Contains("Nothing decided in the last 24 h.", Open("/review").Find("[aria-label=Queue]").TextContent, StringComparison.Ordinal);
        Clock.Advance(new TimeSpan(5, 20, 0));

        var page = Open("/review");
        page.FindByLabel("Instruction to the CSM").Change("Ask them for the other address.");
        await page.Find("form[aria-label=Decide]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains(
            "Decided in the last 24 h: 1 report in 1 group. Median time to a decision in the last 7 d: 5 h 20 min.", page.Find("[aria-label=Queue]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<Portal.Components.Pages.Review> Open(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<Portal.Components.Pages.Review>();
        page.WaitForState(() => page.FindAll(".skeleton").Count == 0);
        return page;
    }

    private async Task<Site> FailingAsync(string name, string check, string code = "CHECK")
    {
        var site = await SiteAsync(name, connection: OpenServer);
        await RunAsync(site, Stage.Configure, Row(CheckState.Passed, "Something else"), Row(CheckState.Failed, check) with { Code = code, Message = $"{check} went wrong." });
        return site;
    }

    private async Task PeopleAsync()
    {
        await PrepareAsync();
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        await accounts.Database.EnsureCreatedAsync(Stop);
        foreach (var person in new[] { Engineer, Administrator, Me })
        {
            accounts.Roles.Add(new IdentityRole(person.Role) { Id = person.Role });
            accounts.Users.Add(new PortalUser { Id = person.Id, UserName = person.Id, DisplayName = person.Name });
            accounts.UserRoles.Add(new() { UserId = person.Id, RoleId = person.Role });
        }

        await accounts.SaveChangesAsync(Stop);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _people.Dispose();
    }
}
