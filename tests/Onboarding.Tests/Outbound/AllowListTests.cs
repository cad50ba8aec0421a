using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Outbound;

public sealed class AllowListTests
{
    private const string Reason = "VPN to Mercy West is up.";

    private static readonly Actor Administrator = new("a1", "Fable Orr", Roles.Administrator);

    [Theory]
    [InlineData(Roles.CustomerSuccess)]
    [InlineData(Roles.Engineer)]
    [InlineData(Roles.Manager)]
    public async Task Only_an_administrator_adds_extends_and_ends(string role)
    {
        await using var bench = await Bench.OpenAsync();
        var entry = (await AddAsync(bench)).Value!;
        var other = new Actor("x", "Wren", role);

        Assert.Equal("administrators-only", (await AddAsync(bench, "10.9.9.9", by: other)).Refusal?.Code);
        Assert.Equal("administrators-only", (await List(bench).ExtendAsync(entry.Id, Day(bench, 100), other, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("administrators-only", (await List(bench).EndAsync(entry.Id, other, Bench.Cancel)).Refusal?.Code);
        Assert.Equal(["10.20.0.0/16"], await LivingAsync(bench, SiteId.New()));
    }

    [Theory]
    [InlineData(" ", 90, "allow-reason-needed")]
    [InlineData(Reason, -1, "expiry-past")]
    [InlineData(Reason, 367, "expiry-far")]
    [InlineData(Reason, 365, null)]
    [InlineData(Reason, 0, null)]
    public async Task Entry_needs_a_reason_and_an_end_within_a_year(string reason, int days, string? code)
    {
        await using var bench = await Bench.OpenAsync();

        Assert.Equal(code, (await List(bench).AddAsync("10.20.0.0/16", null, reason, Day(bench, days), Administrator, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Entry_of_a_site_opens_for_that_site_alone_and_one_of_all_for_each()
    {
        await using var bench = await Bench.OpenAsync();
        var (mercy, lakeside) = (await bench.SiteAsync("Mercy West"), await bench.SiteAsync("Lakeside"));
        await AddAsync(bench, "10.1.0.0/16", mercy.Id);
        await AddAsync(bench, "10.2.0.0/16");

        Assert.Equal(["10.1.0.0/16", "10.2.0.0/16"], await LivingAsync(bench, mercy.Id));
        Assert.Equal(["10.2.0.0/16"], await LivingAsync(bench, lakeside.Id));
    }

    [Fact]
    public async Task Last_day_counts_to_its_end_by_the_clock_of_the_site()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var entry = (await AddAsync(bench, site: site.Id, days: 0)).Value!;

        // The bench's day is 3 June 2026; Chicago ends it five hours after UTC does.
        Assert.Equal(new DateTimeOffset(2026, 6, 4, 5, 0, 0, TimeSpan.Zero), entry.ExpiresAt);
        bench.Time.SetUtcNow(entry.ExpiresAt.AddTicks(-1));
        Assert.Single(await LivingAsync(bench, site.Id));
        bench.Time.SetUtcNow(entry.ExpiresAt);
        Assert.Empty(await LivingAsync(bench, site.Id));
    }

    [Fact]
    public async Task Same_place_is_not_opened_twice_and_again_once_it_ended()
    {
        await using var bench = await Bench.OpenAsync();
        var first = (await AddAsync(bench)).Value!;

        Assert.Equal("entry-exists", (await AddAsync(bench)).Refusal?.Code);
        await List(bench).EndAsync(first.Id, Administrator, Bench.Cancel);
        Assert.True((await AddAsync(bench)).Succeeded);
    }

    [Fact]
    public async Task Extension_only_lengthens_and_revives_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var entry = (await AddAsync(bench, days: 30)).Value!;

        Assert.Equal("expiry-not-later", (await List(bench).ExtendAsync(entry.Id, Day(bench, 30), Administrator, Bench.Cancel)).Refusal?.Code);
        var longer = (await List(bench).ExtendAsync(entry.Id, Day(bench, 60), Administrator, Bench.Cancel)).Value!;
        Assert.Equal((bench.Time.GetUtcNow(), "Fable Orr"), (longer.ExtendedAt, longer.ExtendedBy));
        bench.Time.Advance(TimeSpan.FromDays(70));
        Assert.Equal("entry-gone", (await List(bench).ExtendAsync(entry.Id, Day(bench, 30), Administrator, Bench.Cancel)).Refusal?.Code);
        Assert.Equal("entry-gone", (await List(bench).EndAsync(entry.Id, Administrator, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Adding_extending_and_ending_stand_in_the_history_of_the_site()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var entry = (await AddAsync(bench, site: site.Id)).Value!;
        await List(bench).ExtendAsync(entry.Id, Day(bench, 120), Administrator, Bench.Cancel);
        await List(bench).EndAsync(entry.Id, Administrator, Bench.Cancel);

        var told = (await bench.HistoryAsync(site.Id)).Where(line => line.StartsWith("Private network", StringComparison.Ordinal));

        Assert.Equal(
        [
            "Private network allowed: 10.20.0.0/16 until 1 Sep 2026. VPN to Mercy West is up.",
            "Private network allowed for longer: 10.20.0.0/16 until 1 Oct 2026",
            "Private network closed again: 10.20.0.0/16",
        ], told);
    }

    [Fact]
    public async Task Neither_adding_nor_ending_touches_evidence_or_version()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.LoadTest);
        var before = StageList.All.Select(stage => Fingerprints.Of(stage, site)).ToList();

        var entry = (await AddAsync(bench, site: site.Id)).Value!;
        var open = await bench.ReloadAsync(site.Id);
        await List(bench).EndAsync(entry.Id, Administrator, Bench.Cancel);
        var closed = await bench.ReloadAsync(site.Id);

        Assert.All([open, closed], one =>
        {
            Assert.Equal(before, StageList.All.Select(stage => Fingerprints.Of(stage, one)));
            Assert.Equal((site.Version, site.State), (one.Version, one.State));
        });
        Assert.True((await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Evidence.Holds(Stage.LoadTest));
    }

    [Fact]
    public async Task Page_sees_who_would_feel_an_end_and_what_is_over()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(connection: Samples.Connection with { FhirBaseUrl = new("https://10.20.30.40/r4") }), Stage.GoLive);
        Assert.Equal(SiteState.Live, site.State);
        await AddAsync(bench, "10.20.0.0/16", days: 10);
        await AddAsync(bench, "10.99.0.0/16", days: 20);
        var over = (await AddAsync(bench, "10.77.0.0/16", site.Id)).Value!;
        await List(bench).EndAsync(over.Id, Administrator, Bench.Cancel);

        var view = await bench.Get<AllowListReader>().ReadAsync(Bench.Cancel);

        Assert.Equal([("10.20.0.0/16", true, "Mercy West"), ("10.99.0.0/16", false, "")], view.Living.Select(place => (place.Entry.Entry, place.EndsSoon, string.Join(',', place.LiveSites))));
        Assert.Equal(("10.77.0.0/16", "Fable Orr"), (Assert.Single(view.Over).Entry.Entry, view.Over[0].Entry.EndedBy));
    }

    private static AllowList List(Bench bench) => bench.Get<AllowList>();

    private static DateOnly Day(Bench bench, int days) => DateOnly.FromDateTime(bench.Time.GetUtcNow().UtcDateTime).AddDays(days);

    private static Task<IReadOnlyList<string>> LivingAsync(Bench bench, SiteId site) => List(bench).LivingAsync(site, Bench.Cancel);

    private static Task<Result<AllowedNetwork>> AddAsync(Bench bench, string entry = "10.20.0.0/16", SiteId? site = null, int days = 90, Actor? by = null) =>
        List(bench).AddAsync(entry, site, Reason, Day(bench, days), by ?? Administrator, Bench.Cancel);
}
