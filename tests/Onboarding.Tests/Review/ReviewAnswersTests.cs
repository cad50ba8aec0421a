using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review;

public sealed class ReviewAnswersTests
{
    [Fact]
    public async Task Returned_report_leaves_the_queue_and_instructs_until_done_or_until_a_newer_run()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var (answers, reader) = (bench.Get<ReviewAnswers>(), bench.Get<ReviewReader>());
        var group = (await bench.QueueAsync()).Groups[0];
        var run = group.Items[0].Run.Id;

        Assert.Equal("review-instruction", (await answers.ReturnAsync(group.Fingerprint, [run], " ", Engineer, Bench.Cancel)).Refusal?.Code);
        await answers.ReturnAsync(group.Fingerprint, [run], "Ask for another patient.", Engineer, Bench.Cancel);

        Assert.Empty((await bench.QueueAsync()).Groups);
        var one = Assert.Single(await reader.ReturnedAsync(site.Id, run, Bench.Cancel));
        Assert.Equal("Ask for another patient.", one.Text);
        Assert.Contains("Returned by engineering, Language: Ask for another patient", await bench.HistoryAsync(site.Id));
        Assert.True((await answers.DoneAsync(one.Id, Bench.Csm, Bench.Cancel)).Succeeded);
        Assert.Empty(await reader.ReturnedAsync(site.Id, run, Bench.Cancel));

        var again = await bench.RunAsync(site.Id, Stage.ValidatePatients);
        Assert.Empty(await reader.ReturnedAsync(site.Id, again.Id, Bench.Cancel));
        Assert.Single((await bench.QueueAsync()).Groups);
    }

    [Fact]
    public async Task Sent_letter_waits_for_the_hospital_and_comes_back_where_they_deny_the_fault()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];

        var sent = await bench.Get<ReviewAnswers>().SendAsync(group.Fingerprint, group.Items[0].Run.Id, new Sending("Interface analyst, Mercy West"), Engineer, Bench.Cancel);

        Assert.True(sent.Succeeded, sent.Refusal?.Message);
        Assert.Empty((await bench.QueueAsync()).Groups);
        Assert.Equal(FaultOwner.Hospital, (await bench.ReloadAsync(site.Id)).WaitingOn);
        var letter = Assert.Single((await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Letters);
        Assert.Equal("Please complete the language", letter.Subject);

        await bench.Get<Letters>().AnsweredAsync(site.Id, letter.Id, new("Pat Reed", "Our side is fine.", LetterOutcome.NotTheirFault), Bench.Csm, Bench.Cancel);
        Assert.Single((await bench.QueueAsync()).Groups);
    }

    [Theory]
    [InlineData("MRN MW4003 lacks it")]
    [InlineData("see Patient/eq081-VQEgP8drUUqCWzHfw3")]
    [InlineData("born 1931-05-06")]
    [InlineData("born 5/6/1931")]
    [InlineData("number 4003711 is wrong")]
    [InlineData("mail wren@home.example")]
    public async Task What_looks_like_a_patient_is_written_nowhere(string text)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];

        Assert.Equal("review-patient-like", (await bench.Get<ReviewAnswers>().ReturnAsync(group.Fingerprint, [group.Items[0].Run.Id], text, Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("review-patient-like", (await bench.Get<ReviewDesk>().CommentAsync(group.Fingerprint, text, [], Engineer, Bench.Cancel)).Refusal?.Code);
        Assert.Single((await bench.QueueAsync()).Groups);
    }

    [Fact]
    public async Task One_answer_is_given_for_all_reports_of_a_group_or_for_none()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var other = await bench.FailingAsync("Tern Island", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        List<Guid> runs = [.. group.Items.Select(item => item.Run.Id)];
        await bench.RunAsync(other.Id, Stage.ValidatePatients);

        Assert.Equal("review-gone", (await bench.Get<ReviewAnswers>().ReturnAsync(group.Fingerprint, runs, "Do it", Engineer, Bench.Cancel)).Refusal?.Code);

        var now = (await bench.QueueAsync()).Groups[0];
        await bench.Get<ReviewAnswers>().ReturnAsync(now.Fingerprint, [.. now.Items.Select(item => item.Run.Id)], "Do it", Engineer, Bench.Cancel);
        var queue = await bench.QueueAsync();
        Assert.Empty(queue.Groups);
        Assert.Equal(("VALIDATE-LANGUAGE", 0, 2, 0), Assert.Single(queue.Counts) is var count ? (count.Code, count.Excepted, count.Returned, count.Sent) : default);
    }
}
