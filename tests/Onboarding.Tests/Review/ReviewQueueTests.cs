using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review;

public sealed class ReviewQueueTests
{
    [Fact]
    public async Task Same_failure_at_two_sites_is_one_group_and_the_oldest_comes_first()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Row("VALIDATE-EMAIL", "Email", CheckState.Failed));
        var first = await bench.FailingAsync("Tern Island", Language());
        await bench.FailingAsync("St. Blaise", Language());

        var queue = await bench.QueueAsync();

        Assert.Equal(["Email", "Language"], queue.Groups.Select(group => group.Items[0].Row.Check));
        Assert.Equal(["Tern Island", "St. Blaise"], queue.Groups[1].Items.Select(item => item.Site.Name));
        Assert.Equal((3, 2), (queue.Reports, queue.Groups[1].Sites));
        Assert.Equal(first.Id, queue.Groups[1].Items[0].Site.Id);
    }

    [Fact]
    public async Task Report_with_two_failures_stands_in_two_groups_and_counts_once()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language(), Row("VALIDATE-EMAIL", "Email", CheckState.Failed));

        var queue = await bench.QueueAsync();

        Assert.Equal((2, 1), (queue.Groups.Count, queue.Reports));
    }

    [Fact]
    public async Task Filters_by_stage_vendor_and_person()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        await bench.Get<ReviewDesk>().AssignAsync(group.Fingerprint, Second, Engineer, Bench.Cancel);
        var queue = await bench.QueueAsync();

        Assert.Single(queue.Where(new(Stage.ValidatePatients, "fhir-r4"), Engineer));
        Assert.Empty(queue.Where(new(Stage.LoadTest), Engineer));
        Assert.Empty(queue.Where(new(Vendor: "epic"), Engineer));
        Assert.Empty(queue.Where(new(Mine: true), Engineer));
        Assert.Single(queue.Where(new(Mine: true), Second));
    }

    [Fact]
    public async Task Assigning_is_told_in_the_history_and_can_be_taken_back()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var (desk, print) = (bench.Get<ReviewDesk>(), (await bench.QueueAsync()).Groups[0].Fingerprint);
        List<SiteEvent> heard = [];
        using var subscription = bench.Get<SiteHub>().Subscribe(site.Id, heard.Add);

        await desk.AssignAsync(print, Engineer, Engineer, Bench.Cancel);
        await desk.AssignAsync(print, Second, Engineer, Bench.Cancel);
        Assert.Equal("Moss Tarn", (await bench.QueueAsync()).Groups[0].Assigned!.PersonName);
        await desk.AssignAsync(print, null, Engineer, Bench.Cancel);

        Assert.Null((await bench.QueueAsync()).Groups[0].Assigned);
        Assert.Equal(3, heard.Count);
        Assert.Contains("Review assigned to Moss Tarn: Language", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Mention_waits_for_the_mentioned_person_until_they_answer()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var (desk, print) = (bench.Get<ReviewDesk>(), (await bench.QueueAsync()).Groups[0].Fingerprint);

        await desk.CommentAsync(print, "@Moss Tarn have you seen this before? client_secret=hunter2hunter2", [Engineer, Second], Engineer, Bench.Cancel);
        var queue = await bench.QueueAsync();
        Assert.Single(queue.Where(new(MentionsMe: true), Second));
        Assert.Empty(queue.Where(new(MentionsMe: true), Engineer));
        Assert.DoesNotContain("hunter2", queue.Groups[0].Comments[0].Text, StringComparison.Ordinal);

        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.CommentAsync(print, "Yes, at Tern Island.", [Engineer, Second], Second, Bench.Cancel);
        Assert.Empty((await bench.QueueAsync()).Where(new(MentionsMe: true), Second));
    }

    [Fact]
    public async Task Managers_look_on_and_customer_success_does_not_decide()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        var (desk, answers, runs) = (bench.Get<ReviewDesk>(), bench.Get<ReviewAnswers>(), group.Items.Select(item => item.Run.Id).ToList());

        foreach (var (who, code) in new[] { (Manager, "looks-on"), (Bench.Csm, "review-engineers") })
        {
            Assert.Equal(code, (await desk.AssignAsync(group.Fingerprint, Engineer, who, Bench.Cancel)).Refusal?.Code);
            Assert.Equal(code, (await desk.CommentAsync(group.Fingerprint, "Hello", [], who, Bench.Cancel)).Refusal?.Code);
            Assert.Equal(code, (await answers.ReturnAsync(group.Fingerprint, runs, "Do it", who, Bench.Cancel)).Refusal?.Code);
            Assert.Equal(code, (await answers.SendAsync(group.Fingerprint, runs[0], new Sending("Analyst"), who, Bench.Cancel)).Refusal?.Code);
            Assert.Equal(code, (await answers.AcceptAsync(group.Fingerprint, runs, new("Why", Engineer, DateOnly.MaxValue), who, Bench.Cancel)).Refusal?.Code);
            Assert.Equal(code, (await answers.EndAsync(Guid.NewGuid(), who, Bench.Cancel)).Refusal?.Code);
        }

        Assert.Equal("looks-on", (await answers.DoneAsync(Guid.NewGuid(), Manager, Bench.Cancel)).Refusal?.Code);
    }
}
