using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Persistence;
using Onboarding.Sites;
using Portal.Components.Stages.TestConnection;
using Xunit;

namespace Portal.Tests.Stages.TestConnection;

public sealed class LettersPanelTests : SiteContext
{
    [Fact]
    public async Task Letters_without_an_answer_stand_on_top_with_how_long_they_wait()
    {
        var panel = await OpenAsync(
            Letter("Answered", hours: 1) with { Answers = [new(Clock.GetUtcNow(), "Dana Reed", "Done.", LetterOutcome.Fixed, null, "Juno Marrow")] },
            Letter("Older", hours: 30), Letter("Newer", hours: 20));

        Assert.Equal(["Waiting 20 h", "Waiting 30 h", "Fixed"], panel.FindAll(".letters-head .st").Select(sign => sign.Name()));
        Assert.Contains("2 of 3 without an answer", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminder_is_offered_after_three_working_days_and_not_before()
    {
        Assert.DoesNotContain((await OpenAsync(Letter("Young", hours: 48))).All("button"), button => button.Name() == "Send a reminder");
        SentLetter? asked = null;
        var old = await OpenAsync(sent => asked = sent, Letter("Old", hours: 24 * 6));

        await old.One("button", "Send a reminder").ClickAsync();

        Assert.Equal("Old", asked?.Subject);
        Assert.Contains("No answer for 4 working days.", old.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Day_that_the_hospital_named_is_waited_for()
    {
        var working = Letter("Old", hours: 24 * 6) with { Answers = [new(Clock.GetUtcNow(), "Dana Reed", "Change board.", LetterOutcome.WorkingOnIt, new(2026, 11, 20), "Juno Marrow")] };
        var panel = await OpenAsync(working);

        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Send a reminder");
        Assert.Contains("Dana Reed, working on it until 20 Nov 2026: Change board.", panel.Markup.Replace("</b>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_without_letters_shows_no_panel() => Assert.Empty((await OpenAsync()).Markup.Trim());

    private Task<IRenderedComponent<LettersPanel>> OpenAsync(params Made[] letters) => OpenAsync(_ => { }, letters);

    private async Task<IRenderedComponent<LettersPanel>> OpenAsync(Action<SentLetter> remind, params Made[] letters)
    {
        await PrepareAsync();
        var site = await SiteAsync($"Lakeside {letters.Length} {Guid.NewGuid():N}", connection: OpenServer);
        var view = (await ViewAsync(site)) with { Letters = [.. letters.Select(letter => letter.For(site))] };
        return Render<LettersPanel>(parameters => parameters.Add(one => one.View, view).Add(one => one.MayWork, true).Add(one => one.OnRemind, remind));
    }

    private Made Letter(string subject, int hours) => new(subject, Clock.GetUtcNow().AddHours(-hours));

    private sealed record Made(string Subject, DateTimeOffset SentAt)
    {
        public IReadOnlyList<LetterAnswer> Answers { get; init; } = [];

        public SentLetter For(Site site) => new()
        {
            Id = Guid.NewGuid(), SiteId = site.Id, RunId = Guid.NewGuid(), Code = FindingCodes.TcpTimeout, Subject = Subject, Body = "Hello.", SentBy = "Juno Marrow", SentAt = SentAt,
            To = "Interface analyst", Answers = Answers,
        };
    }
}
