using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Portal.Components.Stages.TestConnection;
using Xunit;

namespace Portal.Tests.Stages.TestConnection;

public sealed class LetterDeskTests : SiteContext
{
    private static readonly ResultRow Row503 = new()
    {
        Code = FindingCodes.Http503, Check = "Server answers", State = CheckState.Failed, Owner = FaultOwner.Hospital, Message = "The server is closed for maintenance.",
        Letter = new("Proposed subject", "Hello,\n\nWhen we test again\nWe test again later.\n\nJuno\n"),
    };

    [Fact]
    public async Task Edited_letter_is_kept_scrubbed_and_can_be_taken_back()
    {
        var (site, desk) = await OpenAsync();
        desk.One("button", "Edit").Click();
        desk.FindByLabel("Subject").Change("Please open it");
        desk.FindByLabel("Letter").Change("password: hunter2hunter2");
        desk.Find("form").Submit();

        Assert.Contains("Please open it", desk.Find(".letter header").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", desk.Markup, StringComparison.Ordinal);
        await using (var db = await Db())
            Assert.DoesNotContain("hunter2", Assert.Single(db.Drafts.Where(draft => draft.SiteId == site.Id)).Json, StringComparison.Ordinal);

        desk.One("button", "Edit").Click();
        desk.One("button", "Take the proposed text back").Click();
        Assert.Contains("Proposed subject", desk.Find(".letter header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_letter_is_not_kept_and_says_why()
    {
        var (_, desk) = await OpenAsync();
        desk.One("button", "Edit").Click();
        desk.FindByLabel("Letter").Change(" ");
        desk.Find("form").Submit();

        Assert.Contains("The letter is empty.", desk.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proposed_letter_names_the_moment_of_the_planned_re_test()
    {
        var (_, desk) = await OpenAsync(next: new(2026, 11, 13, 15, 0, 0, TimeSpan.Zero));

        Assert.Contains("We test again by ourselves on Friday 13 November 2026, 09:00 America/Chicago time", desk.Find(".body").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_letter_is_shown_in_the_words_that_went_out()
    {
        var (site, desk) = await OpenAsync();
        var sent = new SentLetter
        {
            SiteId = site.Id, RunId = Guid.NewGuid(), Code = Row503.Code, Subject = "What went out", Body = "These words.", SentBy = "Juno Marrow", SentAt = Clock.GetUtcNow(), To = "Dana Reed",
        };
        desk.Render(parameters => parameters.Add(one => one.Sent, sent));

        Assert.Contains("What went out", desk.Find(".letter header").TextContent, StringComparison.Ordinal);
        Assert.Contains("Sent by Juno Marrow, 14:07 CST.", desk.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(desk.All("button"), button => button.Name() == "Edit");
    }

    private async Task<(Site Site, IRenderedComponent<LetterDesk> Desk)> OpenAsync(DateTimeOffset? next = null)
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);
        var run = await RunAsync(site, Stage.TestConnection, Row503);
        return (site, Render<LetterDesk>(parameters => parameters.AddCascadingValue(Me)
            .Add(one => one.Site, site).Add(one => one.Run, run).Add(one => one.Row, Row503).Add(one => one.NextTest, next).Add(one => one.MayEdit, true)));
    }
}
