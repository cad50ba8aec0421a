using System.Data.Common;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review;

/// <summary>Several engineers at one queue, and a queue with a long past.</summary>
public sealed class ReviewTogetherTests
{
    [Fact]
    public async Task Two_engineers_who_return_one_report_at_once_leave_one_instruction()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        var (answers, run) = (bench.Get<ReviewAnswers>(), group.Items[0].Run.Id);

        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            answers.ReturnAsync(group.Fingerprint, [run], $"Instruction {number}", number % 2 == 0 ? Engineer : Second, Bench.Cancel), Bench.Cancel)));

        Assert.Single(said, one => one.Succeeded);
        Assert.All(said.Where(one => !one.Succeeded), one => Assert.Equal("review-gone", one.Refusal?.Code));
        Assert.Single(await bench.Get<ReviewReader>().ReturnedAsync(site.Id, run, Bench.Cancel));
        Assert.Single(await bench.HistoryAsync(site.Id), what => what.StartsWith("Returned by engineering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Letter_and_instruction_at_once_leave_one_of_the_two()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        var (answers, run) = (bench.Get<ReviewAnswers>(), group.Items[0].Run.Id);

        var said = await Task.WhenAll(
            Task.Run(() => answers.SendAsync(group.Fingerprint, run, new Sending("Interface analyst"), Engineer, Bench.Cancel), Bench.Cancel),
            Task.Run(() => answers.ReturnAsync(group.Fingerprint, [run], "Ask for another patient", Second, Bench.Cancel), Bench.Cancel));

        Assert.Single(said, one => one.Succeeded);
        await using var db = await bench.DbAsync();
        Assert.Single(await db.ReviewDecisions.ToListAsync(Bench.Cancel));
        Assert.Equal(said[0].Succeeded ? 1 : 0, await db.Letters.CountAsync(letter => letter.SiteId == site.Id, Bench.Cancel));
    }

    [Fact]
    public async Task Median_and_todays_answers_are_counted_from_what_was_really_answered()
    {
        await using var bench = await Bench.OpenAsync();
        foreach (var (name, hours) in new[] { ("Old", 300), ("Mercy West", 4), ("Tern Island", 30), ("St. Blaise", 6) })
        {
            var code = $"VALIDATE-{name[..3].ToUpperInvariant()}";
            await bench.FailingAsync(name, Row(code, name, CheckState.Failed), Row($"{code}-2", $"{name} too", CheckState.Failed));
            bench.Time.Advance(TimeSpan.FromHours(hours));
            var group = (await bench.QueueAsync()).Groups.First(group => group.Items[0].Row.Code == code);
            await bench.Get<ReviewAnswers>().ReturnAsync(group.Fingerprint, [group.Items[0].Run.Id], "Do it", Engineer, Bench.Cancel);
            if (name == "Old")
                bench.Time.Advance(TimeSpan.FromDays(8));
        }

        var pace = (await bench.QueueAsync()).Pace;

        Assert.Equal((2, 2, TimeSpan.FromHours(6)), (pace.Reports, pace.Groups, pace.Median));
        bench.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(ReviewPace.None, (await bench.QueueAsync()).Pace);
    }

    [Fact]
    public async Task Looking_at_the_queue_reads_no_answer_that_is_not_shown()
    {
        var watch = new ReadRows();
        await using var bench = await Bench.OpenAsync(services => services.ConfigureDbContext<OnboardingDb>(options => options.AddInterceptors(watch)));
        for (var number = 0; number < 3; number++)
        {
            await bench.FailingAsync($"Site {number}", Row($"VALIDATE-{number}", $"Check {number}", CheckState.Failed));
            var group = (await bench.QueueAsync()).Groups[0];
            await bench.Get<ReviewAnswers>().ReturnAsync(group.Fingerprint, [group.Items[0].Run.Id], "Do it", Engineer, Bench.Cancel);
        }

        bench.Time.Advance(TimeSpan.FromDays(30));
        await bench.FailingAsync("Mercy West", Language());
        watch.Commands.Clear();
        var queue = await bench.QueueAsync();

        Assert.Equal(4, queue.Counts.Count + queue.Groups.Count);
        var reads = watch.Commands.Where(command => command.Contains("FROM \"ReviewDecisions\"", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reads);
        Assert.All(reads, command => Assert.True(command.Contains("WHERE", StringComparison.Ordinal) || command.Contains("GROUP BY", StringComparison.Ordinal), command));
    }

    private sealed class ReadRows : DbCommandInterceptor
    {
        public List<string> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
