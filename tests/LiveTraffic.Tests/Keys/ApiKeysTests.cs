using LiveTraffic.Keys;
using LiveTraffic.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Keys;

public sealed class ApiKeysTests
{
    [Fact]
    public async Task Key_opens_its_own_site_only()
    {
        await using var bench = await LiveBench.OpenAsync();
        var keys = bench.Get<ApiKeys>();
        var site = await bench.SiteAsync(live: false);
        var key = (await keys.CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!;

        Assert.True(await keys.OpensAsync(site.Id, key.Plain, LiveBench.Cancel));
        Assert.False(await keys.OpensAsync(SiteId.New(), key.Plain, LiveBench.Cancel));
        Assert.False(await keys.OpensAsync(site.Id, key.Plain + "x", LiveBench.Cancel));
        Assert.False(await keys.OpensAsync(site.Id, null, LiveBench.Cancel));
    }

    [Fact]
    public async Task Manager_neither_makes_nor_revokes_a_key()
    {
        await using var bench = await LiveBench.OpenAsync();
        var keys = bench.Get<ApiKeys>();
        var site = await bench.SiteAsync(live: false);
        var manager = new Actor("m1", "Alder Crane", Roles.Manager);
        await keys.CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel);
        var key = Assert.Single(await keys.ListAsync(site.Id, LiveBench.Cancel));

        Assert.Equal(Actor.LooksOn, (await keys.CreateAsync(site.Id, manager, LiveBench.Cancel)).Refusal);
        Assert.Equal(Actor.LooksOn, (await keys.RevokeAsync(key.Id, manager, LiveBench.Cancel)).Refusal);

        Assert.Null(Assert.Single(await keys.ListAsync(site.Id, LiveBench.Cancel)).RevokedAt);
    }

    [Fact]
    public async Task Key_is_nowhere_at_rest()
    {
        await using var bench = await LiveBench.OpenAsync();
        var site = await bench.SiteAsync(live: false);
        var key = (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!;

        await using var db = await bench.DbAsync();
        var stored = await db.ApiKeys.SingleAsync(LiveBench.Cancel);

        Assert.StartsWith(stored.Prefix, key.Plain, StringComparison.Ordinal);
        Assert.Equal(32, stored.Hash.Length);
        Assert.DoesNotContain(key.Plain, key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoked_key_opens_nothing()
    {
        await using var bench = await LiveBench.OpenAsync();
        var keys = bench.Get<ApiKeys>();
        var site = await bench.SiteAsync(live: false);
        var key = (await keys.CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!;

        await keys.RevokeAsync((await keys.ListAsync(site.Id, LiveBench.Cancel))[0].Id, LiveBench.Csm, LiveBench.Cancel);

        Assert.False(await keys.OpensAsync(site.Id, key.Plain, LiveBench.Cancel));
    }

    [Fact]
    public async Task Key_for_an_unknown_site_is_refused()
    {
        await using var bench = await LiveBench.OpenAsync();

        var made = await bench.Get<ApiKeys>().CreateAsync(SiteId.New(), LiveBench.Csm, LiveBench.Cancel);

        Assert.Equal(SiteRefusals.NotFound, made.Refusal);
    }
}
