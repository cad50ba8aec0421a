using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class LettersTests
{
    private static readonly Sending Mail = new("Interface analyst, Mercy West");

    [Fact]
    public async Task Letter_is_kept_with_recipient_way_and_ticket_and_the_site_waits_since_it_went_out()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        var yesterday = bench.Time.GetUtcNow().AddDays(-1);

        await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail with { Way = LetterWay.Ticket, Ticket = " QH-4471 ", At = yesterday }, Bench.Csm, Bench.Cancel);

        var (letter, after) = await ReadAsync(bench, site);
        Assert.Equal(("Interface analyst, Mercy West", LetterWay.Ticket, "QH-4471", yesterday, true), (letter.To, letter.Way, letter.Ticket, letter.SentAt, letter.IsOpen));
        Assert.Equal((FaultOwner.HospitalNetwork, yesterday), (after.WaitingOn, after.WaitingSince));
    }

    [Fact]
    public async Task Edited_words_are_scrubbed_again_when_kept_and_when_sent()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        var letters = bench.Get<Letters>();
        const string Secret = "our client_secret=hunter2hunter2";

        var kept = await letters.KeepDraftAsync(site, run.Id, row.Code, "Please\nopen the firewall", Secret, Bench.Csm, Bench.Cancel);
        var draft = await letters.DraftAsync(site.Id, run.Id, row.Code, Bench.Cancel);
        await letters.SentAsync(site.Id, run.Id, row, Mail with { Letter = new("Please", Secret) }, Bench.Csm, Bench.Cancel);

        Assert.Equal(kept.Value, draft);
        Assert.Equal("Please open the firewall", draft!.Subject);
        Assert.DoesNotContain("hunter2", draft.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", (await ReadAsync(bench, site)).Letter.Body, StringComparison.Ordinal);
        Assert.Null(await letters.DraftAsync(site.Id, run.Id, row.Code, Bench.Cancel));
    }

    [Theory]
    [InlineData(LetterOutcome.Fixed)]
    [InlineData(LetterOutcome.NotTheirFault)]
    [InlineData(LetterOutcome.Question)]
    public async Task Answer_gives_the_move_back_to_us(LetterOutcome outcome)
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        var sent = await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail, Bench.Csm, Bench.Cancel);

        await bench.Get<Letters>().AnsweredAsync(site.Id, sent.Value!.Id, new("Dana Reed", "Rule is in.", outcome), Bench.Csm, Bench.Cancel);

        var (letter, after) = await ReadAsync(bench, site);
        Assert.False(letter.IsOpen);
        Assert.Equal(("Dana Reed", outcome), (letter.Answers[0].By, letter.Answers[0].Outcome));
        Assert.Null(after.WaitingOn);
    }

    [Fact]
    public async Task Hospital_that_works_on_it_is_still_waited_for_and_the_wait_has_not_begun_anew()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        var sent = await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromDays(1));
        var answer = new Answering("Dana Reed", "Change board first.", LetterOutcome.WorkingOnIt);

        Assert.Equal(LetterRefusals.UntilNeeded, (await bench.Get<Letters>().AnsweredAsync(site.Id, sent.Value!.Id, answer, Bench.Csm, Bench.Cancel)).Refusal);
        await bench.Get<Letters>().AnsweredAsync(site.Id, sent.Value.Id, answer with { Until = new(2026, 6, 12) }, Bench.Csm, Bench.Cancel);

        var (letter, after) = await ReadAsync(bench, site);
        Assert.True(letter.IsOpen);
        Assert.Equal((FaultOwner.HospitalNetwork, sent.Value.SentAt), (after.WaitingOn, after.WaitingSince));
        Assert.Contains("12 Jun 2026", after.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_happened_yet_cannot_be_noted()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);

        var sent = await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail with { At = bench.Time.GetUtcNow().AddDays(1) }, Bench.Csm, Bench.Cancel);

        Assert.Equal(LetterRefusals.Future, sent.Refusal);
    }

    [Theory]
    [InlineData(2, false)] // Wednesday to Friday
    [InlineData(4, false)] // to Sunday
    [InlineData(5, true)] // to Monday, the third working day
    public async Task Reminder_is_due_after_three_working_days(int days, bool due)
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromDays(days));
        var (letter, _) = await ReadAsync(bench, site);

        Assert.Equal(due, LetterWords.ReminderIsDue(letter, [letter], bench.Time.GetUtcNow(), site.TimeZone));
    }

    [Fact]
    public async Task Reminder_refers_to_the_first_letter_and_starts_the_count_again_but_not_the_wait()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, run, row) = await FailedAsync(bench);
        var first = (await bench.Get<Letters>().SentAsync(site.Id, run.Id, row, Mail with { Ticket = "QH-1" }, Bench.Csm, Bench.Cancel)).Value!;
        bench.Time.Advance(TimeSpan.FromDays(7));
        var words = LetterText.Reminder(first, site.Name, Bench.Csm.Name, site.TimeZone);

        await bench.Get<Letters>().RemindedAsync(first, Mail with { Letter = words }, Bench.Csm, Bench.Cancel);

        var view = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!;
        Assert.Contains("3 June 2026", words.Body, StringComparison.Ordinal);
        Assert.Contains("QH-1", words.Body, StringComparison.Ordinal);
        Assert.Equal(first.SentAt, view.Site.WaitingSince);
        Assert.False(LetterWords.ReminderIsDue(first, view.Letters, bench.Time.GetUtcNow(), site.TimeZone));
        Assert.False(view.Letters.Single(letter => letter.RemindsOf == first.Id).IsOpen);
    }

    [Fact]
    public void Moment_of_the_next_test_is_the_planned_one()
    {
        var letter = new Letter("S", "Hello,\n\nWhen we test again\nWe test again as soon as you tell us.\n\nJuno\n");

        var renewed = LetterText.NextTest(letter, new(2026, 11, 13, 15, 0, 0, TimeSpan.Zero), "America/Chicago");

        Assert.Equal("Hello,\n\nWhen we test again\nWe test again by ourselves on Friday 13 November 2026, 09:00 America/Chicago time (2026-11-13 15:00 UTC). A short answer helps us before that.\n\nJuno\n", renewed.Body);
    }

    private static async Task<(Site Site, StageRun Run, ResultRow Row)> FailedAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var run = await bench.RunAsync(site.Id, Stage.Configure);
        return (site, run, new()
        {
            Code = FindingCodes.TcpTimeout, Check = "Port answers", State = CheckState.Failed, Owner = FaultOwner.HospitalNetwork,
            Message = "The hospital's firewall drops us.", Letter = new("Please open the firewall", "Hello,\n\nplease.\n"),
        });
    }

    private static async Task<(SentLetter Letter, Site Site)> ReadAsync(Bench bench, Site site)
    {
        var view = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!;
        return (view.Letters.Single(), view.Site);
    }
}
