using EhrAdapters.Mapping;
using Onboarding.Contract;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Contract;

public sealed class ContractDeskTests
{
    private static readonly Actor Admin = new("a1", "Hale Wick", Roles.Administrator);
    private static readonly IReadOnlyList<ContractField> Stricter = Changed("email", field => field with { Requirement = FieldRequirement.Required });

    [Fact]
    public async Task Published_version_moves_every_site_that_is_not_live_and_ends_what_was_judged_by_the_old_one()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.LoadTest);
        var desk = bench.Get<ContractDesk>();

        var effect = Assert.Single(await desk.EffectAsync(Stricter, Bench.Cancel));
        var published = await PublishAsync(bench, 1, Stricter);

        Assert.True(effect.Follows);
        Assert.Equal([Stage.MapFields, Stage.ValidatePatients], effect.Ends);
        Assert.Equal((2, "Hale Wick"), (published.Value!.Number, published.Value.Author));
        site = await bench.ReloadAsync(site.Id);
        Assert.Equal((2, SiteState.MapFields), (site.ContractVersion, site.State));
        var evidence = await EvidenceAsync(bench, site);
        Assert.Equal([true, false, false, true], new[] { Stage.TestConnection, Stage.MapFields, Stage.ValidatePatients, Stage.LoadTest }.Select(evidence.Holds));
        Assert.Contains("Data contract version 2: Mails are needed. Ends the evidence of map fields, validate ten patients", await bench.HistoryAsync(site.Id));
        Assert.Contains("Back to map fields: an edit ended its evidence", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task What_a_field_is_called_ends_nothing_and_a_version_taken_back_brings_evidence_back()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.ValidatePatients);

        await PublishAsync(bench, 1, Changed("email", field => field with { Label = "Mail" }));
        Assert.Equal(SiteState.LoadTest, (await bench.ReloadAsync(site.Id)).State);
        await PublishAsync(bench, 2, Stricter);
        Assert.Equal(SiteState.MapFields, (await bench.ReloadAsync(site.Id)).State);
        await PublishAsync(bench, 3, DataContract.Default.Fields);

        Assert.Equal((4, SiteState.LoadTest), ((await bench.ReloadAsync(site.Id)).ContractVersion, (await bench.ReloadAsync(site.Id)).State));
    }

    [Fact]
    public async Task Live_site_stays_on_its_version_until_a_person_moves_it()
    {
        await using var bench = await Bench.OpenAsync();
        var live = await bench.WalkAsync(await bench.SiteAsync(), Stage.GoLive);
        Assert.Equal(SiteState.Live, live.State);
        await PublishAsync(bench, 1, Stricter);
        var desk = bench.Get<ContractDesk>();

        Assert.Equal((1, SiteState.Live), ((await bench.ReloadAsync(live.Id)).ContractVersion, (await bench.ReloadAsync(live.Id)).State));
        var behind = Assert.Single(await desk.BehindAsync(Bench.Cancel));
        Assert.Equal([Stage.MapFields, Stage.ValidatePatients, Stage.GoLive], behind.Ends);
        Assert.Equal("looks-on", (await desk.MoveAsync(live.Id, new("m1", "Mona", Roles.Manager), Bench.Cancel)).Refusal?.Code);
        Assert.True((await desk.MoveAsync(live.Id, Bench.Csm, Bench.Cancel)).Succeeded);

        Assert.Equal((2, SiteState.MapFields), ((await bench.ReloadAsync(live.Id)).ContractVersion, (await bench.ReloadAsync(live.Id)).State));
        Assert.Empty(await desk.BehindAsync(Bench.Cancel));
        Assert.Equal("contract-not-live", (await desk.MoveAsync(live.Id, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task New_site_and_its_runs_are_judged_by_the_newest_version()
    {
        await using var bench = await Bench.OpenAsync(realRunners: true);
        bench.Adapters.Patients = [.. Samples.Patients()];
        await PublishAsync(bench, 1, [.. DataContract.Default.Fields, new() { Id = "maritalStatus", Label = "Marital status", Requirement = FieldRequirement.Required, Type = FieldType.Code }]);
        var site = await bench.SiteAsync();
        await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapped"), Bench.Csm, Bench.Cancel);

        foreach (var before in new[] { Stage.Configure, Stage.TestConnection })
            await bench.RunAsync(site.Id, before);
        var run = await bench.RunAsync(site.Id, Stage.MapFields);

        Assert.Equal(2, (await bench.ReloadAsync(site.Id)).ContractVersion);
        Assert.Equal("It is not mapped yet.", run.Rows.Single(row => row.Code == "MAP-MARITAL-STATUS").Message);
        Assert.Same(await bench.Get<Contracts>().CurrentAsync(Bench.Cancel), await bench.Get<Contracts>().CurrentAsync(Bench.Cancel));
    }

    [Fact]
    public async Task Only_an_administrator_publishes_with_a_reason_on_what_was_seen()
    {
        await using var bench = await Bench.OpenAsync();
        var desk = bench.Get<ContractDesk>();

        Assert.Equal("administrators-only", (await desk.PublishAsync(1, Stricter, "Why", Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("contract-reason", (await desk.PublishAsync(1, Stricter, " ", Admin, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("contract-same", (await PublishAsync(bench, 1, DataContract.Default.Fields)).Refusal?.Code);
        await PublishAsync(bench, 1, Stricter);
        var late = await PublishAsync(bench, 1, DataContract.Default.Fields);
        Assert.Equal("contract-changed", late.Refusal?.Code);
        Assert.Contains("Hale Wick", late.Refusal!.Message, StringComparison.Ordinal);
    }

    internal static IReadOnlyList<ContractField> Changed(string id, Func<ContractField, ContractField> change) =>
        [.. DataContract.Default.Fields.Select(field => field.Id == id ? change(field) : field)];

    private static Task<Result<ContractVersion>> PublishAsync(Bench bench, int seen, IReadOnlyList<ContractField> fields) =>
        bench.Get<ContractDesk>().PublishAsync(seen, fields, "Mails are needed", Admin, Bench.Cancel);

    private static async Task<EvidenceView> EvidenceAsync(Bench bench, Site site)
    {
        await using OnboardingDb db = await bench.DbAsync();
        return await db.EvidenceOfAsync(site, bench.Time.GetUtcNow(), Bench.Cancel);
    }
}
