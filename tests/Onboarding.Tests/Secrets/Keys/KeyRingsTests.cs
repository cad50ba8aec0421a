using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

public sealed class KeyRingsTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    [Fact]
    public async Task First_key_signs_at_once_and_names_itself_in_the_connection()
    {
        await using var bench = await KeyBench.OpenAsync();

        var key = (await bench.RingAsync()).Active!;

        Assert.Equal((key.KeyId, "ES384"), (bench.Site.Connection!.SignIn.KeyId, bench.Site.Connection.SignIn.Algorithm));
        Assert.Equal(key.Fingerprint, PublicJwk.FromPem((await bench.OpenSecretsAsync()).PrivateKeyPem!).Thumbprint);
        Assert.Equal((384, false, "Juno Marrow"), (key.Bits, key.Imported, key.CreatedBy));
    }

    [Fact]
    public async Task New_rsa_key_has_3072_bits()
    {
        await using var bench = await KeyBench.OpenAsync(withKey: false);

        Assert.Null(await bench.AddAsync(new SecretInput.NewKeyPair(SigningKeys.Rs384)));

        Assert.Equal(("RS384", 3072), ((await bench.RingAsync()).Active!.Algorithm, (await bench.RingAsync()).Active!.Bits));
        Assert.Equal("RS384", bench.Site.Connection!.SignIn.Algorithm);
    }

    [Fact]
    public async Task Next_key_is_published_and_touches_no_evidence()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.WalkAsync(Stage.LoadTest);
        var (active, version) = ((await bench.RingAsync()).Active!, bench.Site.Version);

        Assert.Null(await bench.AddAsync());

        var ring = await bench.RingAsync();
        Assert.Equal(active, ring.Active);
        Assert.Equal(KeyState.Next, ring.Next!.State);
        Assert.Equal(version, bench.Site.Version);
        Assert.Equal(StageList.All.Where(stage => stage <= Stage.LoadTest), await bench.HoldingAsync());
    }

    [Fact]
    public async Task Using_the_next_key_ends_what_the_old_one_proved_and_nothing_else()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.WalkAsync(Stage.LoadTest);
        await bench.AddAsync();
        bench.Bench.Time.Advance(Overlap);
        var (old, next) = ((await bench.RingAsync()).Active!, (await bench.RingAsync()).Next!);

        Assert.Null(await bench.UseNextAsync());

        var ring = await bench.RingAsync();
        Assert.Equal((next.Id, old.Id), (ring.Active!.Id, Assert.Single(ring.Retiring).Id));
        Assert.Equal(next.KeyId, bench.Site.Connection!.SignIn.KeyId);
        Assert.Equal([Stage.MapFields, Stage.ValidatePatients, Stage.LoadTest], await bench.HoldingAsync());
        Assert.Equal(SiteState.Configure, bench.Site.State);
        Assert.Equal(next.Fingerprint, PublicJwk.FromPem((await bench.OpenSecretsAsync()).PrivateKeyPem!).Thumbprint);
    }

    [Fact]
    public async Task Next_key_waits_for_the_overlap_unless_a_person_takes_it_upon_themselves()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        bench.Bench.Time.Advance(Overlap - TimeSpan.FromMinutes(1));

        Assert.Equal("key-too-early", (await bench.UseNextAsync())?.Code);
        Assert.Null(await bench.UseNextAsync(atOnce: true));
        Assert.Contains(await bench.Bench.HistoryAsync(bench.Site.Id), line => line.StartsWith("New key in use, before the overlap was over: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_key_is_never_used_by_itself()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        bench.Bench.Time.Advance(TimeSpan.FromDays(30));

        await bench.Rings.RetireDueAsync(Bench.Cancel);

        Assert.NotNull((await bench.RingAsync()).Next);
    }

    [Fact]
    public async Task Old_key_is_retired_after_the_overlap_and_its_private_half_deleted()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);
        bench.Bench.Time.Advance(Overlap - TimeSpan.FromMinutes(1));
        await bench.Rings.RetireDueAsync(Bench.Cancel);
        var old = Assert.Single((await bench.RingAsync()).Retiring);
        Assert.Equal("key-still-needed", (await bench.RetireAsync(old.Id))?.Code);

        bench.Bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.Rings.RetireDueAsync(Bench.Cancel);

        Assert.Equal(old.Id, Assert.Single((await bench.RingAsync()).Retired).Id);
        await using var db = await bench.Bench.DbAsync();
        Assert.Null((await db.SiteKeys.SingleAsync(key => key.Id == old.Id, Bench.Cancel)).Protected);
        Assert.Contains(await bench.Bench.HistoryAsync(bench.Site.Id), line => line.StartsWith("Old key retired after the overlap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Way_back_leads_to_the_old_key_while_it_is_published()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.WalkAsync(Stage.TestConnection);
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);
        var (used, old) = ((await bench.RingAsync()).Active!, (await bench.RingAsync()).Retiring[0]);

        Assert.Null(await bench.GoBackAsync(old.Id));

        var ring = await bench.RingAsync();
        Assert.Equal((old.Id, used.Id), (ring.Active!.Id, ring.Next!.Id));
        Assert.Equal(old.KeyId, bench.Site.Connection!.SignIn.KeyId);
        Assert.Equal([Stage.Configure, Stage.TestConnection], await bench.HoldingAsync());
        Assert.Equal("key-not-retiring", (await bench.GoBackAsync(used.Id))?.Code);
    }

    [Fact]
    public async Task Key_in_use_cannot_be_retired_and_a_next_one_can_be_discarded_at_any_time()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        var ring = await bench.RingAsync();

        Assert.Equal("key-in-use", (await bench.RetireAsync(ring.Active!.Id, atOnce: true))?.Code);
        Assert.Equal("key-next-exists", (await bench.AddAsync())?.Code);
        Assert.Null(await bench.RetireAsync(ring.Next!.Id));
        Assert.Null((await bench.RingAsync()).Next);
        Assert.Equal("key-not-there", (await bench.RetireAsync(ring.Next.Id))?.Code);
        Assert.Equal("key-no-next", (await bench.UseNextAsync(atOnce: true))?.Code);
    }

    [Fact]
    public async Task Key_that_fell_into_wrong_hands_is_retired_at_once()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);

        Assert.Null(await bench.RetireAsync((await bench.RingAsync()).Retiring[0].Id, atOnce: true));
        Assert.Single((await bench.RingAsync()).Keys, key => key.State is not KeyState.Retired);
    }

    [Fact]
    public async Task Vendor_that_caches_longer_makes_the_overlap_longer()
    {
        await using var bench = await KeyBench.OpenAsync();
        bench.Bench.Adapters.Profile = bench.Bench.Adapters.Profile with { PublicKeyCacheLife = TimeSpan.FromHours(29) };

        Assert.Equal(TimeSpan.FromHours(29), (await bench.RingAsync()).Overlap);
        Assert.Equal(TimeSpan.FromHours(29), new EhrAdapterFactory(TimeProvider.System).FindProfile("epic")!.PublicKeyCacheLife);
    }

    [Fact]
    public async Task Another_environment_has_keys_of_its_own()
    {
        await using var bench = await KeyBench.OpenAsync();
        var sandbox = (await bench.RingAsync()).Active!;
        var production = bench.Site.Connection! with { Environment = EhrEnvironment.Production };

        var moved = (await bench.Bench.Sites.SaveConnectionAsync(bench.Site.Id, bench.Site.Version, production, null, Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal((null, null), (moved.Connection!.SignIn.KeyId, moved.SecretsFingerprint));
        Assert.Null((await bench.OpenSecretsAsync()).PrivateKeyPem);
        var back = (await bench.Bench.Sites.SaveConnectionAsync(moved.Id, moved.Version, production with { Environment = EhrEnvironment.Sandbox }, null, Bench.Csm, Bench.Cancel)).Value!;
        Assert.Equal((sandbox.KeyId, sandbox.Fingerprint), (back.Connection!.SignIn.KeyId, back.SecretsFingerprint));
    }

    [Fact]
    public async Task Key_of_another_environment_touches_no_evidence()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.WalkAsync(Stage.TestConnection);

        Assert.Null(await bench.AddAsync(environment: EhrEnvironment.Production));

        Assert.Equal(KeyState.Active, Assert.Single((await bench.RingAsync(EhrEnvironment.Production)).Keys).State);
        Assert.Equal([Stage.Configure, Stage.TestConnection], await bench.HoldingAsync());
    }

    [Fact]
    public async Task Key_older_than_a_year_asks_to_be_changed()
    {
        await using var bench = await KeyBench.OpenAsync();
        var key = (await bench.RingAsync()).Active!;

        Assert.False(key.IsOld(key.CreatedAt.AddDays(364)));
        Assert.True(key.IsOld(key.CreatedAt.AddDays(365)));
    }

    [Fact]
    public async Task Second_person_is_told_who_changed_the_keys_meanwhile()
    {
        await using var bench = await KeyBench.OpenAsync();
        var seen = bench.Site.Version;
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);

        var late = await bench.Rings.AddAsync(bench.Site.Id, seen, EhrEnvironment.Sandbox, new SecretInput.NewKeyPair(SigningKeys.Es384), Bench.Csm, Bench.Cancel);

        Assert.Equal("changed-meanwhile", late.Refusal?.Code);
    }
}
