using Onboarding.Evidence;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Freeze;

public sealed class FreezesTests
{
    private static readonly DateOnly WindowDay = new(2026, 6, 9);

    [Fact]
    public async Task Only_administrators_freeze_and_end()
    {
        await using var bench = await Bench.OpenAsync();
        var freezes = bench.Get<Freezes>();

        Assert.Equal("administrators-only", (await freezes.AddAsync(null, WindowDay, WindowDay, "Upgrade", PlanBench.Engineer, Bench.Cancel)).Refusal!.Code);
        var added = (await freezes.AddAsync(null, WindowDay, WindowDay, "Upgrade", PlanBench.Administrator, Bench.Cancel)).Value!;
        Assert.Equal("administrators-only", (await freezes.EndAsync(added.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Theory]
    [InlineData("2026-06-10", "2026-06-09", "Upgrade", "freeze-days-turned")]
    [InlineData("2026-05-01", "2026-05-02", "Upgrade", "freeze-past")]
    [InlineData("2026-06-01", "2026-12-31", "Upgrade", "freeze-too-long")]
    [InlineData("2026-06-09", "2026-06-09", " ", "freeze-reason-needed")]
    public async Task Freeze_that_makes_no_sense_is_refused(string from, string to, string reason, string code)
    {
        await using var bench = await Bench.OpenAsync();

        var refused = await bench.Get<Freezes>().AddAsync(null, DateOnly.Parse(from, null), DateOnly.Parse(to, null), reason, PlanBench.Administrator, Bench.Cancel);

        Assert.Equal(code, refused.Refusal!.Code);
    }

    [Fact]
    public async Task Window_inside_a_freeze_is_refused_with_the_reason()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.Get<Freezes>().AddAsync(null, WindowDay, WindowDay, "Upgrade of the EHR", PlanBench.Administrator, Bench.Cancel);

        var refused = await bench.Get<Plans>().SaveAsync(site.Id, 0, site.Connection!.Environment, PlanBench.Complete, null, Bench.Csm, Bench.Cancel);

        Assert.Equal("plan-frozen", refused.Refusal!.Code);
        Assert.Contains("Upgrade of the EHR", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freeze_added_later_closes_the_gate_and_its_end_opens_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        var freezes = bench.Get<Freezes>();

        var added = (await freezes.AddAsync(site.Id, WindowDay, WindowDay, "Their upgrade", PlanBench.Administrator, Bench.Cancel)).Value!;
        Assert.Equal(GateState.Closed, (await bench.GateAsync(site, GateCodes.Window)).State);
        Assert.Equal(["Mercy West"], (await freezes.ReadAsync(Bench.Cancel)).Hit[added.Id]);

        await freezes.EndAsync(added.Id, PlanBench.Administrator, Bench.Cancel);
        Assert.Equal(GateState.Open, (await bench.GateAsync(site, GateCodes.Window)).State);
    }

    [Fact]
    public async Task Freeze_of_another_site_concerns_nobody_else()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        var other = await bench.SiteAsync("Alder Point");

        await bench.Get<Freezes>().AddAsync(other.Id, WindowDay, WindowDay, "Their upgrade", PlanBench.Administrator, Bench.Cancel);

        Assert.Equal(GateState.Open, (await bench.GateAsync(site, GateCodes.Window)).State);
    }
}
