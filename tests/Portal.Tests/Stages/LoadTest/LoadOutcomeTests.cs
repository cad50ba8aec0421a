using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Stages.LoadTest;
using Portal.Components.Styleguide;
using Xunit;

namespace Portal.Tests.Stages.LoadTest;

public sealed class LoadOutcomeTests : PanelContext
{
    [Theory]
    [InlineData(LoadBlame.Generator, "Our own generator could not keep up, so this test says too little about the hospital.")]
    [InlineData(LoadBlame.Throttled, "The hospital refused requests as too many.")]
    [InlineData(LoadBlame.SlowedDown, "The hospital answered more slowly the more it was asked.")]
    [InlineData(LoadBlame.Errors, "The hospital answered with errors.")]
    public async Task Headline_says_who_was_slow(LoadBlame blame, string headline)
    {
        var outcome = await OutcomeAsync(LoadSamples.Report(720) with { Blame = blame }, CheckState.Failed);

        outcome.One("heading", headline);
    }

    [Fact]
    public async Task Capacity_and_recovery_are_said_in_words()
    {
        var outcome = await OutcomeAsync(LoadSamples.Report(720) with { Blame = LoadBlame.Nobody, Capacity = new(42, 800, 12, false), Recovery = new(380, 410, 41) });

        Assert.Contains("Holds 42 requests a second at p95 800 ms", outcome.Markup, StringComparison.Ordinal);
        Assert.Contains("this site needs 12", outcome.Markup, StringComparison.Ordinal);
        Assert.Contains("Back to its idle speed after 41 s", outcome.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hospital_that_did_not_come_back_and_held_nothing_is_said_plainly()
    {
        var outcome = await OutcomeAsync(LoadSamples.Report(720) with { Capacity = new(0, 0, 12, false), Recovery = new(380, 900, null) });

        Assert.Contains("It held no rate within the limits", outcome.Markup, StringComparison.Ordinal);
        Assert.Contains("Not back to its idle speed while we looked", outcome.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_ways_to_count_stand_side_by_side_with_why_they_differ()
    {
        var outcome = await OutcomeAsync(LoadSamples.Report(720));

        var row = outcome.All("row").Single(row => row.QuerySelector("th")?.TextContent == "Search");
        Assert.Equal(["1,440", "22", "450 ms", "990 ms", "2.07 s", "4.05 s", "405 ms", "720 ms", "945 ms", "1.8 s"], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Contains("counted from when it was due that waiting is in the figure", outcome.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_that_agree_say_that_nothing_is_hidden()
    {
        var same = new LatencyPercentiles(90, 200, 240, 610, 700);
        var outcome = await OutcomeAsync(LoadSamples.Report(720) with { Kinds = [new(LoadKind.Read, 355, 0, same, same)] });

        Assert.Contains("no waiting is hidden", outcome.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_has_its_limits_and_a_table_behind_it()
    {
        var outcome = await OutcomeAsync(LoadSamples.Report(720));

        Assert.Single(outcome.All("img"), picture => picture.Name().Contains("answers to reads", StringComparison.Ordinal));
        outcome.One("button", "Show histogram as table").Click();

        var table = outcome.One("region", "How long answers took as a table");
        Assert.Equal(LoadSamples.Report(720).Histogram.Count(bucket => bucket is { Kind: LoadKind.Read, Count: > 0 }), table.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Files_are_offered_and_an_earlier_test_can_be_chosen_to_compare_with()
    {
        var site = await SiteAtAsync(Stage.LoadTest);
        await StoreAsync(site, 1, LoadSamples.Report(600, slower: 2));
        var run = await StoreAsync(site, 2, LoadSamples.Report(720));
        var outcome = Render(run, CheckState.Passed);
        outcome.WaitForState(() => outcome.FindAll("option").Count == 2);
        Assert.Equal($"/sites/mercy-west/load-test/result.json?run={run.Id:D}", outcome.One("link", "Download JSON").GetAttribute("href"));

        await outcome.Find("select").ChangeAsync(new() { Value = outcome.FindAll("option")[1].GetAttribute("value") });

        var row = outcome.All("row").Single(row => row.QuerySelector("th")?.TextContent == "p95, look-ups");
        Assert.Equal(["1,980 ms", "990 ms", "Better"], row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.Single(outcome.All("img"), picture => picture.Name().StartsWith("p95 over time: run 1", StringComparison.Ordinal));
        outcome.One("button", "Show both as table").Click();
        Assert.NotEmpty(outcome.One("region", "Both tests as a table").QuerySelectorAll("tbody tr"));
    }

    private async Task<IRenderedComponent<LoadOutcome>> OutcomeAsync(LoadReport report, CheckState verdict = CheckState.Passed) =>
        Render(await StoreAsync(await SiteAtAsync(Stage.LoadTest), 1, report, verdict), verdict);

    private IRenderedComponent<LoadOutcome> Render(StageRun run, CheckState verdict) => Render<LoadOutcome>(with => with
        .Add(outcome => outcome.Run, run).Add(outcome => outcome.Slug, "mercy-west").Add(outcome => outcome.State, verdict).Add(outcome => outcome.TimeZone, "America/Chicago"));

    private async Task<StageRun> StoreAsync(Site site, int number, LoadReport report, CheckState verdict = CheckState.Passed)
    {
        await using var db = await DbAsync();
        var run = StageRun.Queue(site, Stage.LoadTest, number, Guid.NewGuid(), Csm, Clock.GetUtcNow());
        run.Start(site, Clock.GetUtcNow());
        run.Finish(new([Row(verdict, message: "What the row says.")], report), Clock.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Cancel);
        return run;
    }
}
