using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients.Reports;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Reports;

public sealed class ReportComparisonTests
{
    [Theory]
    [InlineData(CheckState.Failed, 0, CheckState.Passed, 10, FieldMove.Better)]
    [InlineData(CheckState.Passed, 10, CheckState.Warning, 8, FieldMove.Worse)]
    [InlineData(CheckState.Warning, 8, CheckState.Failed, 7, FieldMove.Worse)]
    [InlineData(CheckState.Passed, 9, CheckState.Passed, 10, FieldMove.Better)]
    [InlineData(CheckState.Passed, 10, CheckState.Passed, 10, FieldMove.Same)]
    [InlineData(CheckState.NotReached, 0, CheckState.Failed, 0, FieldMove.JudgedNow)]
    [InlineData(CheckState.Passed, 10, CheckState.CouldNotAssess, 0, FieldMove.NoLongerJudged)]
    [InlineData(CheckState.NotApplicable, 0, CheckState.NotReached, 0, FieldMove.Same)]
    public void Field_moves(CheckState before, int passedBefore, CheckState now, int passedNow, FieldMove move)
    {
        var compared = Compare([ReportBench.Field("race", before, passedBefore)], [ReportBench.Field("race", now, passedNow)]);

        Assert.Equal(move is FieldMove.Same ? [] : [move], compared.Fields.Select(field => field.Move));
        Assert.Equal(move is FieldMove.Same ? 1 : 0, compared.Unchanged);
    }

    [Theory]
    [InlineData(5, 5, 10, 10)]
    [InlineData(9, 10, 8, 9)]
    [InlineData(8, 9, 9, 10)]
    [InlineData(4, 5, 8, 10)]
    public void Another_number_of_patients_alone_is_no_change(int passedBefore, int judgedBefore, int passedNow, int judgedNow) =>
        Assert.Empty(Compare([ReportBench.Field("race", CheckState.Passed, passedBefore, judgedBefore)], [ReportBench.Field("race", CheckState.Passed, passedNow, judgedNow)]).Fields);

    [Fact]
    public void What_came_and_went_is_named_and_the_worst_stands_first()
    {
        var compared = Compare(
            [ReportBench.Field("old", CheckState.Passed, 10), ReportBench.Field("phone", CheckState.Passed, 10), ReportBench.Field("name", CheckState.Failed, 3)],
            [ReportBench.Field("name", CheckState.Passed, 10), ReportBench.Field("new", CheckState.Passed, 9), ReportBench.Field("phone", CheckState.Failed, 2)]);

        Assert.Equal([("phone", FieldMove.Worse), ("old", FieldMove.Gone), ("new", FieldMove.New), ("name", FieldMove.Better)], compared.Fields.Select(field => (field.FieldId, field.Move)));
        Assert.Equal(("10 of 10", "2 of 10"), (compared.Fields[0].MeasuredBefore, compared.Fields[0].MeasuredNow));
    }

    [Fact]
    public async Task Edits_between_the_two_runs_are_told_and_others_are_not()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        var site = await bench.SiteAsync();
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
        var before = await StoreAsync(bench, site.Id, 1);
        bench.Time.Advance(TimeSpan.FromHours(1));
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map with { Fields = [.. Samples.Map.Fields.Skip(1)] }, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
        await bench.Sites.PlanAsync(site.Id, site.Version, new(2026, 7, 1), Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromHours(1));
        var now = await StoreAsync(bench, site.Id, 2);

        var view = await bench.Get<ValidationReports>().FindAsync(site.Slug, null, null, Bench.Cancel);

        Assert.Equal((now, before), (view!.Report.Run.Id, view.Comparison!.Before.Id));
        Assert.Equal("Mapping saved as version 2: Mapping saved", Assert.Single(view.Comparison.Edits).What);
        Assert.False(view.Comparison.SameSettings);
        Assert.Equal(["id"], view.Comparison.Fields.Select(field => field.FieldId));
        var swapped = await bench.Get<ValidationReports>().FindAsync(site.Slug, before, now, Bench.Cancel);
        Assert.Equal((2, 1), (swapped!.Comparison!.Before.Number, swapped.Comparison.Edits.Count));
        Assert.Null((await bench.Get<ValidationReports>().FindAsync(site.Slug, before, null, Bench.Cancel))!.Comparison);
        Assert.Null(await bench.Get<ValidationReports>().FindAsync(site.Slug, Guid.NewGuid(), null, Bench.Cancel));
        Assert.Null(await bench.Get<ValidationReports>().FindAsync("nowhere", null, null, Bench.Cancel));
    }

    private static ReportComparison Compare(Onboarding.Stages.ValidatePatients.MatrixField[] before, Onboarding.Stages.ValidatePatients.MatrixField[] now) =>
        ReportComparison.Of(ReportBench.Report(before), ReportBench.Report(now), []);

    private static async Task<Guid> StoreAsync(Bench bench, Onboarding.Sites.SiteId id, int number)
    {
        await using var db = await bench.DbAsync();
        var site = (await db.Sites.FindAsync([id], Bench.Cancel))!;
        var run = Onboarding.Runs.StageRun.Queue(site, Stage.ValidatePatients, number, Guid.NewGuid(), Bench.Csm, bench.Time.GetUtcNow());
        run.Start(site, bench.Time.GetUtcNow());
        run.Finish(await bench.RunAsync(Stage.ValidatePatients, new() { Map = site.Configuration.Mapping }), bench.Time.GetUtcNow());
        db.Runs.Add(run);
        await db.SaveChangesAsync(Bench.Cancel);
        return run.Id;
    }
}
