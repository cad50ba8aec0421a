using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.MapFields.Versions;

public sealed class MappingVersionsTests
{
    private static readonly FieldMap Less = new() { Fields = [.. Samples.Map.Fields.Take(4)] };

    [Fact]
    public async Task Every_save_is_a_version_with_its_author_and_reason()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        site = await SaveAsync(bench, site, Less, "Suggestions accepted");
        bench.Time.Advance(TimeSpan.FromHours(1));
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new MappingChange("  The letter\nof 3 June  "), new("u2", "Ember Quoin", Roles.Engineer), Bench.Cancel)).Value!;

        var versions = await ListAsync(bench, site);
        Assert.Equal([(2, "Ember Quoin", "The letter of 3 June"), (1, "Juno Marrow", "Suggestions accepted")], versions.Select(version => (version.Number, version.Author!, version.Reason)));
        Assert.Equal([Json.Write(Samples.Map), Json.Write(Less)], versions.Select(version => Json.Write(version.Mapping)));
        Assert.Equal(bench.Time.GetUtcNow(), versions[0].At);
        Assert.Contains("Mapping saved as version 2: The letter of 3 June", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Refused_save_leaves_no_version()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var seen = site.Version;
        site = await SaveAsync(bench, site, Less, "First");

        var late = await bench.Sites.SaveMappingAsync(site.Id, seen, Samples.Map, new MappingChange("Second"), Bench.Csm, Bench.Cancel);
        var silent = await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new MappingChange(" "), Bench.Csm, Bench.Cancel);

        Assert.Equal(("changed-meanwhile", "reason-needed"), (late.Refusal?.Code, silent.Refusal?.Code));
        Assert.Single(await ListAsync(bench, site));
    }

    [Fact]
    public async Task Mapping_from_before_versions_becomes_version_1_at_the_next_save()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SaveAsync(bench, await bench.SiteAsync(), Less, "Long ago");
        await using (var db = await bench.DbAsync())
        {
            db.MappingVersions.RemoveRange(db.MappingVersions);
            await db.SaveChangesAsync(Bench.Cancel);
        }

        site = await SaveAsync(bench, site, Samples.Map, "Now");

        var versions = await ListAsync(bench, site);
        Assert.Equal([(2, "Juno Marrow", "Now"), (1, null, "Before versions were kept")], versions.Select(version => (version.Number, version.Author, version.Reason)));
        Assert.Equal(Json.Write(Less), Json.Write(versions[1].Mapping));
    }

    [Fact]
    public async Task Restored_version_is_a_new_one_and_brings_its_evidence_back()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SaveAsync(bench, await bench.SiteAsync(), Less, "First");
        site = await bench.WalkAsync(site, Stage.LoadTest);
        site = await SaveAsync(bench, site, Samples.Map, "Second");
        Assert.Equal(SiteState.MapFields, site.State);

        site = (await Versions(bench).RestoreAsync(site.Id, site.Version, 1, Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal(SiteState.GoLive, site.State);
        Assert.Equal(Json.Write(Less), Json.Write(site.Configuration.Mapping));
        var newest = (await ListAsync(bench, site))[0];
        Assert.Equal((3, 1, "Version 1 restored"), (newest.Number, newest.RestoredFrom, newest.Reason));
        Assert.Contains("Mapping saved as version 3: Version 1 restored", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task What_cannot_be_restored_is_refused_with_its_reason()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SaveAsync(bench, await bench.SiteAsync(), Less, "First");
        var other = await SaveAsync(bench, await bench.SiteAsync("Far North"), Samples.Map, "Theirs");
        await SaveAsync(bench, other, Less, "Theirs again");

        Assert.Equal("version-same", (await Versions(bench).RestoreAsync(site.Id, site.Version, 1, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("version-not-found", (await Versions(bench).RestoreAsync(site.Id, site.Version, 2, Bench.Csm, Bench.Cancel)).Refusal?.Code);
        Assert.Equal(Actor.LooksOn, (await Versions(bench).RestoreAsync(site.Id, site.Version, 1, new("u4", "Wren Tolland", Roles.Manager), Bench.Cancel)).Refusal);
        site = await SaveAsync(bench, site, Samples.Map, "Second");
        Assert.Equal("changed-meanwhile", (await Versions(bench).RestoreAsync(site.Id, site.Version - 1, 1, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Reason_is_scrubbed_and_kept_short()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await SaveAsync(bench, await bench.SiteAsync(), Less, "Asked eyJhbGciOiJub25l.eyJzdWIiOiJ4 " + new string('x', 400));

        var kept = Assert.Single(await ListAsync(bench, site)).Reason;

        Assert.True(kept.Length <= MappingChange.LongestReason);
        Assert.StartsWith("Asked [removed] x", kept, StringComparison.Ordinal);
    }

    private static MappingVersions Versions(Bench bench) => bench.Get<MappingVersions>();

    private static Task<IReadOnlyList<MappingVersion>> ListAsync(Bench bench, Site site) => Versions(bench).ListAsync(site.Id, Bench.Cancel);

    private static async Task<Site> SaveAsync(Bench bench, Site site, FieldMap map, string reason) =>
        (await bench.Sites.SaveMappingAsync(site.Id, site.Version, map, new MappingChange(reason), Bench.Csm, Bench.Cancel)).Value!;
}
