using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;
using Xunit;
using static Onboarding.Tests.Review.ReviewBench;

namespace Onboarding.Tests.Review;

public sealed class ExceptionsTests
{
    [Fact]
    public async Task Exception_opens_the_gate_as_a_warning_and_leaves_the_stored_run_alone()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));

        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 10);

        Assert.Equal(GateState.Open, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
        Assert.Equal(SiteState.LoadTest, (await bench.ReloadAsync(site.Id)).State);
        var read = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.LatestRuns[Stage.ValidatePatients];
        var row = read.Rows.Single(row => row.Code == "VALIDATE-LANGUAGE");
        Assert.Equal((CheckState.Warning, "Accepted by Sable Finch until 13 Jun 2026: The contract does without it"), (row.State, row.Message));
        Assert.Equal(CheckState.Warning, read.Verdict);
        await using var db = await bench.DbAsync();
        var stored = await db.Runs.AsNoTracking().SingleAsync(run => run.Id == read.Id, Bench.Cancel);
        Assert.Equal((CheckState.Failed, CheckState.Failed), (stored.Verdict, stored.Rows.Single(row => row.Code == "VALIDATE-LANGUAGE").State));
        Assert.Empty((await bench.QueueAsync()).Groups);
    }

    [Fact]
    public async Task Report_reads_an_accepted_field_as_a_warning_and_compares_what_was_measured()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        bench.Runners[Stage.ValidatePatients].Work = (_, _) => Task.FromResult(new StageOutcome(
            [Row("VALIDATE-PHONE", "Phone", CheckState.Passed), Language()],
            new ValidationMatrix([new(1, "adult")], [Field("phone", CheckState.Passed), Field("language", CheckState.Failed)], [])));
        await bench.WalkAsync(await bench.ReloadAsync(site.Id), Stage.ValidatePatients);
        var reports = bench.Get<ValidationReports>();
        Assert.Equal("1 of 2 fields hold. One blocks the stage.", (await reports.FindAsync(site.Slug, null, null, Bench.Cancel))!.Report.Headline);

        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 10);

        var view = (await reports.FindAsync(site.Slug, null, null, Bench.Cancel))!;
        var field = view.Report.Fields.Single(one => one.FieldId == "language");
        Assert.Equal((CheckState.Warning, CheckState.Warning, "1 of 2 fields hold. One is worth a look."), (view.Report.Verdict, field.State, view.Report.Headline));
        Assert.Equal("Accepted by Sable Finch until 13 Jun 2026: The contract does without it", field.Reason);
        Assert.True(field.Accepted);
        Assert.Equal(CheckState.Failed, view.Comparison!.Fields.Single(one => one.FieldId == "language").StateNow);

        static MatrixField Field(string id, CheckState state) =>
            new(id, id, FieldRequirement.Required, state, state is CheckState.Passed ? 1 : 0, 1, null, [new(state, null, null, null)]);
    }

    [Fact]
    public async Task Expired_exception_closes_the_gate_by_itself_and_the_report_is_back()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 3);

        // Three days from the third of June, by the clock of Chicago: the last moment is 7 June, 5:00 UTC.
        bench.Time.SetUtcNow(new(2026, 6, 7, 4, 59, 0, TimeSpan.Zero));
        Assert.Equal(GateState.Open, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
        bench.Time.SetUtcNow(new(2026, 6, 7, 5, 0, 0, TimeSpan.Zero));
        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
        Assert.Single((await bench.QueueAsync()).Groups);

        using var expiry = new ExceptionExpiry(
            bench.Get<IDbContextFactory<OnboardingDb>>(), bench.Get<SiteLifecycle>(), bench.Get<SiteHub>(), bench.Time, NullLogger<ExceptionExpiry>.Instance);
        await expiry.LookAsync(Bench.Cancel);
        Assert.Equal(SiteState.ValidatePatients, (await bench.ReloadAsync(site.Id)).State);
        Assert.Contains("Exception ran out: Language", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Exception_that_has_just_run_out_does_not_stand_in_the_way_of_the_next()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 0);
        bench.Time.Advance(TimeSpan.FromDays(2));

        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 5);

        Assert.Equal(GateState.Open, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
    }

    [Fact]
    public async Task Ending_an_exception_closes_the_gate_at_once()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        await bench.AcceptAsync((await bench.QueueAsync()).Groups[0], days: 10);
        var living = Assert.Single((await bench.QueueAsync()).Exceptions);

        Assert.True((await bench.Get<ReviewAnswers>().EndAsync(living.Decision.Id, Second, Bench.Cancel)).Succeeded);

        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
        Assert.Equal(SiteState.ValidatePatients, (await bench.ReloadAsync(site.Id)).State);
        Assert.Equal("review-not-there", (await bench.Get<ReviewAnswers>().EndAsync(living.Decision.Id, Second, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Exception_counts_for_this_check_at_this_site_and_for_later_runs_only()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];
        var other = await bench.FailingAsync("Tern Island", Language());
        await bench.AcceptAsync(group, days: 10);
        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(other)).Gate(Stage.ValidatePatients));

        await bench.RunAsync(site.Id, Stage.ValidatePatients);
        Assert.Equal(GateState.Open, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
        Assert.Equal("Validate ten patients passed with a warning", (await bench.HistoryAsync(site.Id))[^1]);

        bench.Validates(Row("VALIDATE-PHONE", "Phone", CheckState.Passed), Language(), Row("VALIDATE-EMAIL", "Email", CheckState.Failed));
        await bench.RunAsync(site.Id, Stage.ValidatePatients);
        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
    }

    [Theory]
    [InlineData("API-WRONG-SITE", "Organisation")]
    [InlineData("API-PROD-DATA-IN-TEST", "Test data")]
    [InlineData("VALIDATE-MRN", "MRN")]
    [InlineData("VALIDATE-BIRTH-DATE", "Birth date")]
    [InlineData("API-404-PATIENT", "Patients 3, 4")]
    [InlineData("SELF-FAULT", "Our own service")]
    public async Task Identity_wrong_site_real_data_and_our_own_faults_are_never_accepted(string code, string check)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.FailingAsync("Mercy West", Row(code, check, CheckState.Failed));
        var group = (await bench.QueueAsync()).Groups[0];
        var item = group.Items[0];

        var refused = await bench.Get<ReviewAnswers>().AcceptAsync(group.Fingerprint, [item.Run.Id], new("It is fine", Second, new(2026, 6, 10)), Engineer, Bench.Cancel);
        Assert.Equal("review-never", refused.Refusal?.Code);

        // Not even where a row says so: reading asks again.
        await using var db = await bench.DbAsync();
        db.ReviewDecisions.Add(new()
        {
            Id = Guid.NewGuid(), SiteId = site.Id, RunId = item.Run.Id, Stage = item.Run.Stage, Environment = item.Run.Environment, Fingerprint = item.Fingerprint, Code = code, Check = check,
            Answer = ReviewAnswer.Excepted, Text = "Slipped in", ById = "x", ByName = "X", At = bench.Time.GetUtcNow(), ExpiresAt = bench.Time.GetUtcNow().AddDays(1),
        });
        await db.SaveChangesAsync(Bench.Cancel);
        Assert.Equal(GateState.Closed, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
    }

    [Fact]
    public async Task Exception_proves_nothing_where_nothing_else_passed()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Validates(Language());
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.ValidatePatients);
        var group = (await bench.QueueAsync()).Groups[0];
        Assert.Empty(ReviewEffect.Of(group.Items).Opens);

        await bench.AcceptAsync(group, days: 10);

        Assert.Equal(GateState.NotEnoughEvidence, (await bench.EvidenceAsync(site)).Gate(Stage.ValidatePatients));
    }

    [Fact]
    public async Task Effect_says_which_gates_open_and_what_keeps_the_others_shut()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        await bench.FailingAsync("Tern Island", Language(), Row("VALIDATE-EMAIL", "Email", CheckState.Failed));

        var effect = ReviewEffect.Of((await bench.QueueAsync()).Groups.Single(group => group.Items.Count == 2).Items);

        Assert.Equal(["Mercy West"], effect.Opens.Select(site => site.Name));
        Assert.Equal([("Tern Island", "1 other check failed as well")], effect.StaysShut.Select(one => (one.Site.Name, one.Why)));
    }

    [Theory]
    [InlineData(-1, "review-day-past")]
    [InlineData(0, null)]
    [InlineData(90, null)]
    [InlineData(91, "review-day-far")]
    public async Task Exception_lasts_ninety_days_at_most(int days, string? refusal)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];

        var done = await bench.Get<ReviewAnswers>().AcceptAsync(
            group.Fingerprint, [group.Items[0].Run.Id], new("Why", Second, new DateOnly(2026, 6, 3).AddDays(days)), Engineer, Bench.Cancel);

        Assert.Equal(refusal, done.Refusal?.Code);
    }

    [Fact]
    public async Task Exception_needs_a_reason_an_owner_and_a_day()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.FailingAsync("Mercy West", Language());
        var group = (await bench.QueueAsync()).Groups[0];

        foreach (var (asked, code) in new[]
        {
            (new Accepting(" ", Second, new(2026, 6, 9)), "review-reason"), (new("Why", null, new(2026, 6, 9)), "review-owner"),
            (new("Why", Manager, new(2026, 6, 9)), "review-owner"), (new("Why", Second, null), "review-day"),
        })
            Assert.Equal(code, (await bench.Get<ReviewAnswers>().AcceptAsync(group.Fingerprint, [group.Items[0].Run.Id], asked, Engineer, Bench.Cancel)).Refusal?.Code);
    }
}
