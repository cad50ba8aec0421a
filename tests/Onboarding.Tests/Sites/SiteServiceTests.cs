using EhrAdapters;
using EhrAdapters.Mapping;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class SiteServiceTests
{
    [Fact]
    public async Task Evidence_walks_a_site_forward_stage_by_stage_to_live()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        foreach (var stage in StageList.All)
        {
            Assert.Equal(stage.AsState(), (await bench.ReloadAsync(site.Id)).State);
            await bench.RunAsync(site.Id, stage);
        }

        Assert.Equal(SiteState.Live, (await bench.ReloadAsync(site.Id)).State);
        Assert.Contains("Went live", await bench.HistoryAsync(site.Id));
    }

    [Theory]
    [InlineData(ConfigurationParts.Connection, SiteState.Configure, new[] { Stage.Configure, Stage.TestConnection, Stage.MapFields, Stage.ValidatePatients, Stage.LoadTest, Stage.GoLive })]
    [InlineData(ConfigurationParts.Secrets, SiteState.Configure, new[] { Stage.Configure, Stage.TestConnection })]
    [InlineData(ConfigurationParts.Mapping, SiteState.MapFields, new[] { Stage.MapFields, Stage.ValidatePatients, Stage.GoLive })]
    [InlineData(ConfigurationParts.Patients, SiteState.ValidatePatients, new[] { Stage.ValidatePatients, Stage.GoLive })]
    [InlineData(ConfigurationParts.Load, SiteState.LoadTest, new[] { Stage.LoadTest, Stage.GoLive })]
    [InlineData(ConfigurationParts.Thresholds, SiteState.ValidatePatients, new[] { Stage.ValidatePatients, Stage.LoadTest })]
    public async Task Edit_kills_exactly_the_evidence_it_touches_and_returns_the_live_site(ConfigurationParts part, SiteState back, Stage[] killed)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.GoLive);
        Assert.Equal(SiteState.Live, site.State);
        var before = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Evidence;

        var edited = await EditAsync(bench, site, part);

        Assert.True(edited.Succeeded, edited.Refusal?.Message);
        var after = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Evidence;
        Assert.Equal(killed, SiteQueries.KilledBy(before, part));
        Assert.Equal(killed, StageList.All.Where(stage => before.Holds(stage) && !after.Holds(stage)));
        Assert.Equal(back, (await bench.ReloadAsync(site.Id)).State);
        Assert.Contains($"Back to {back.Title().ToLowerInvariant()}: an edit ended its evidence", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Handing_over_a_live_site_leaves_it_live()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.GoLive);

        var handed = await bench.Sites.HandOverAsync(site.Id, site.Version, new("u2", "Ember Quoin", Roles.Engineer), Bench.Csm, Bench.Cancel);

        Assert.Equal(SiteState.Live, handed.Value!.State);
        Assert.Equal("Ember Quoin", handed.Value.OwnerName);
    }

    [Fact]
    public async Task Order_of_fields_and_options_kills_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var options = new Dictionary<string, string> { ["mrnSystem"] = "urn:oid:2.999", ["practice"] = "7" };
        var site = await bench.SiteAsync(connection: Samples.Connection with { VendorOptions = options });
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
        site = await bench.WalkAsync(site, Stage.LoadTest);

        var turned = new Dictionary<string, string> { ["practice"] = "7", ["mrnSystem"] = "urn:oid:2.999" };
        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection! with { VendorOptions = turned }, null, Bench.Csm, Bench.Cancel)).Value!;
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, new() { Fields = [.. Samples.Map.Fields.Reverse()] }, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal(SiteState.GoLive, site.State);
    }

    [Fact]
    public async Task Undone_edit_brings_its_evidence_back()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.LoadTest);
        var original = site.Configuration.Mapping;

        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;
        Assert.Equal(SiteState.MapFields, site.State);
        site = (await bench.Sites.SaveMappingAsync(site.Id, site.Version, original, new("Mapping saved"), Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal(SiteState.GoLive, site.State);
    }

    [Fact]
    public async Task Second_of_two_edits_is_told_who_was_first_and_changes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var other = new Actor("u2", "Ember Quoin", Roles.Engineer);
        await bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), other, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        var second = await bench.Sites.SaveMappingAsync(site.Id, site.Version, FieldMap.Empty, new("Mapping saved"), Bench.Csm, Bench.Cancel);

        Assert.Equal("changed-meanwhile", second.Refusal?.Code);
        Assert.Contains("Ember Quoin saved this site 5 min ago", second.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(Samples.Map.Fields.Count, (await bench.ReloadAsync(site.Id)).Configuration.Mapping.Fields.Count);
    }

    [Fact]
    public async Task Two_edits_at_once_on_one_version_are_one_edit()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var both = await Task.WhenAll(Enumerable.Range(1, 4).Select(peak => Task.Run(() =>
            bench.Sites.SaveLoadAsync(site.Id, site.Version, new() { PeakRequestsPerMinute = 100 + peak }, Bench.Csm, Bench.Cancel))));

        Assert.Single(both, edit => edit.Succeeded);
        Assert.All(both.Where(edit => !edit.Succeeded), edit => Assert.Equal("changed-meanwhile", edit.Refusal?.Code));
        Assert.Equal(site.Version + 1, (await bench.ReloadAsync(site.Id)).Version);
    }

    [Theory]
    [InlineData("  ", "America/Chicago", "name-needed")]
    [InlineData("Mercy West", "Mars/Olympus", "unknown-time-zone")]
    [InlineData("mercy  WEST", "America/Chicago", "name-taken")]
    public async Task Site_that_cannot_be_is_refused_in_words(string name, string zone, string code)
    {
        await using var bench = await Bench.OpenAsync();
        await bench.SiteAsync("Mercy West");

        Assert.Equal(code, (await bench.Sites.CreateAsync(name, zone, null, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Private_places_are_never_stored_with_the_connection()
    {
        await using var bench = await Bench.OpenAsync();

        var site = await bench.SiteAsync(connection: Samples.Connection with { AllowPrivateNetwork = ["10.1.2.3"] });

        Assert.Empty(site.Connection!.AllowPrivateNetwork);
    }

    private static Task<Result<Site>> EditAsync(Bench bench, Site site, ConfigurationParts part) => part switch
    {
        ConfigurationParts.Connection => bench.Sites.SaveConnectionAsync(
            site.Id, site.Version, site.Connection! with { FhirBaseUrl = new("https://other.example/r4") }, null, Bench.Csm, Bench.Cancel),
        ConfigurationParts.Secrets => bench.Sites.SaveConnectionAsync(
            site.Id, site.Version, site.Connection!, new Onboarding.Secrets.SecretInput.ClientSecret("another secret"), Bench.Csm, Bench.Cancel),
        ConfigurationParts.Mapping => bench.Sites.SaveMappingAsync(site.Id, site.Version, Samples.Map, new("Mapping saved"), Bench.Csm, Bench.Cancel),
        ConfigurationParts.Patients => bench.Sites.SavePatientsAsync(site.Id, site.Version, [.. Samples.Named.Take(9)], Bench.Csm, Bench.Cancel),
        ConfigurationParts.Load => bench.Sites.SaveLoadAsync(site.Id, site.Version, new() { PeakRequestsPerMinute = 90 }, Bench.Csm, Bench.Cancel),
        ConfigurationParts.Thresholds => bench.Sites.SaveThresholdsAsync(
            site.Id, site.Version, new() { RequiredPass = 1 }, "The hospital promised more", Bench.Csm, Bench.Cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
