using System.Globalization;
using EhrAdapters;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

public sealed class PlansTests
{
    [Fact]
    public async Task Second_save_of_the_same_version_is_told_who_was_faster_and_overwrites_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site);

        var refused = await bench.Get<Plans>().SaveAsync(site.Id, 0, site.Connection!.Environment, new(), null, PlanBench.OtherCsm, Bench.Cancel);

        Assert.Equal("plan-changed", refused.Refusal!.Code);
        Assert.Contains("Juno Marrow", refused.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await bench.Get<Plans>().ReadAsync(site.Id, Bench.Cancel)).Plan!.Content.Units.Count);
    }

    [Fact]
    public async Task Save_says_in_the_history_what_changed_in_the_hospitals_time()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        await bench.PlanAsync(site);

        var line = Assert.Single(await bench.HistoryAsync(site.Id), line => line.StartsWith("Go-live plan saved", StringComparison.Ordinal));
        Assert.Contains("window Tue 9 Jun, 21:00 to 23:30 CDT", line, StringComparison.Ordinal);
        Assert.Contains("Cardiology clinic, then 2 more units", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "2026-06-11")]
    [InlineData("2026-07-01", "2026-07-01")]
    public async Task Planned_day_is_the_windows_and_moves_with_it_unless_another_was_promised(string? promised, string expected)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        if (promised is not null)
            Assert.True((await bench.Sites.PlanAsync(site.Id, site.Version, DateOnly.Parse(promised, CultureInfo.InvariantCulture), Bench.Csm, Bench.Cancel)).Succeeded);
        await bench.PlanAsync(site);

        await bench.PlanAsync(site, plan => plan with { Window = new(PlanBench.Utc(2026, 6, 12, 2, 0), PlanBench.Utc(2026, 6, 12, 4, 30), PlanBench.Utc(2026, 6, 12, 4, 0), "HL-2208") }, seen: 1);

        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), (await bench.ReloadAsync(site.Id)).PlannedGoLive);
    }

    [Fact]
    public async Task Managers_look_on_and_a_site_without_a_connection_has_no_plan()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var bare = (await bench.Sites.CreateAsync("Bare", "America/Chicago", null, Bench.Csm, Bench.Cancel)).Value!;
        var plans = bench.Get<Plans>();

        Assert.Equal("looks-on", (await plans.SaveAsync(site.Id, 0, EhrEnvironment.Sandbox, new(), null, PlanBench.Manager, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("plan-no-connection", (await plans.SaveAsync(bare.Id, 0, EhrEnvironment.Sandbox, new(), null, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Fact]
    public async Task Limits_change_with_a_reason_only_and_the_reason_is_kept()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site);
        var tighter = PlanBench.Complete with { Ramp = new() { VerifiedPerStep = 40 } };

        Assert.Equal("plan-reason-needed", (await bench.Get<Plans>().SaveAsync(site.Id, 1, site.Connection!.Environment, tighter, " ", Bench.Csm, Bench.Cancel)).Refusal!.Code);
        Assert.True((await bench.Get<Plans>().SaveAsync(site.Id, 1, site.Connection.Environment, tighter, "Few visits a day there", Bench.Csm, Bench.Cancel)).Succeeded);
        Assert.Contains(await bench.HistoryAsync(site.Id), line => line.Contains("Why: Few visits a day there", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_noted_a_task_is_who_saved_it_first()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site);

        var again = await bench.Get<Plans>().SaveAsync(site.Id, 1, site.Connection!.Environment, PlanBench.Complete with
        {
            Tasks = [.. PlanBench.Complete.Tasks.Select(task => task with { NotedBy = "Somebody else", Reference = task.Kind is HospitalTaskKind.Agreement ? "BAA of June" : task.Reference })],
        }, null, PlanBench.OtherCsm, Bench.Cancel);

        Assert.Equal(["Juno Marrow", "Sorrel Vane", "Juno Marrow"], again.Value!.Content.Tasks.Select(task => task.NotedBy));
    }

    [Fact]
    public async Task Plan_of_another_environment_counts_for_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync(connection: Samples.Connection with { Environment = EhrEnvironment.Sandbox });
        await bench.PlanAsync(site);

        site = (await bench.Sites.SaveConnectionAsync(site.Id, (await bench.ReloadAsync(site.Id)).Version, Samples.Connection with { Environment = EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel)).Value!;

        var view = await bench.Get<Plans>().ReadAsync(site.Id, Bench.Cancel);
        Assert.Null(view.Plan);
        Assert.NotNull(view.Stored);
        Assert.Equal("plan-other-environment", (await bench.Get<Plans>().SaveAsync(site.Id, 1, EhrEnvironment.Sandbox, PlanBench.Complete, null, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Theory]
    [InlineData("CARD-2, Cardiology clinic\nENDO-1;Endocrinology\r\nORTHO\tOrthopaedics\n\n", "CARD-2=Cardiology clinic|ENDO-1=Endocrinology|ORTHO=Orthopaedics")]
    [InlineData("ED", "ED=ED")]
    [InlineData("\"A\",\"Ward A, north\"", "A=Ward A, north")]
    public void Units_are_read_from_what_was_pasted(string pasted, string expected) =>
        Assert.Equal(expected, string.Join('|', UnitText.Read(pasted).Select(unit => $"{unit.Code}={unit.Name}")));
}
