using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

/// <summary>A site that signs in with a key pair, and short ways to its rings.</summary>
internal sealed class KeyBench : IAsyncDisposable
{
    private KeyBench(Bench bench, Site site) => (Bench, Site) = (bench, site);

    internal static Connection Connection { get; } = Samples.Connection with { SignIn = new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "client-1", Algorithm = SigningKeys.Es384 } };

    public Bench Bench { get; }

    public Site Site { get; private set; }

    public KeyRings Rings => Bench.Get<KeyRings>();

    public static async Task<KeyBench> OpenAsync(bool withKey = true, Action<IServiceCollection>? also = null)
    {
        var bench = await Bench.OpenAsync(also);
        var opened = new KeyBench(bench, await bench.SiteAsync(connection: Connection));
        if (withKey)
            await opened.AddAsync();
        return opened;
    }

    public Task<KeyRing> RingAsync(EhrEnvironment environment = EhrEnvironment.Sandbox) => Rings.FindAsync(Site, environment, Bench.Cancel);

    public Task<Refusal?> AddAsync(SecretInput? input = null, EhrEnvironment environment = EhrEnvironment.Sandbox) =>
        TakeAsync(Rings.AddAsync(Site.Id, Site.Version, environment, input ?? new SecretInput.NewKeyPair(SigningKeys.Es384), Bench.Csm, Bench.Cancel));

    public Task<Refusal?> UseNextAsync(bool atOnce = false) =>
        TakeAsync(Rings.UseNextAsync(Site.Id, Site.Version, EhrEnvironment.Sandbox, atOnce, Bench.Csm, Bench.Cancel));

    public Task<Refusal?> GoBackAsync(Guid key) => TakeAsync(Rings.GoBackAsync(Site.Id, Site.Version, EhrEnvironment.Sandbox, key, Bench.Csm, Bench.Cancel));

    public Task<Refusal?> RetireAsync(Guid key, bool atOnce = false) =>
        TakeAsync(Rings.RetireAsync(Site.Id, Site.Version, EhrEnvironment.Sandbox, key, atOnce, Bench.Csm, Bench.Cancel));

    public async Task<ConnectionSecrets> OpenSecretsAsync()
    {
        await using var db = await Bench.DbAsync();
        return (await Bench.Get<SiteConnections>().OpenAsync(db, await Bench.ReloadAsync(Site.Id), Bench.Cancel)).Secrets;
    }

    /// <summary>The stages whose evidence holds now.</summary>
    public async Task<IReadOnlyList<Stage>> HoldingAsync()
    {
        var view = (await Bench.Queries.FindAsync(Site.Slug, Bench.Cancel))!;
        return [.. StageList.All.Where(view.Evidence.Holds)];
    }

    public async Task WalkAsync(Stage through) => Site = await Bench.WalkAsync(Site, through);

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    private async Task<Refusal?> TakeAsync(Task<Result<Site>> change)
    {
        var done = await change;
        Site = await Bench.ReloadAsync(Site.Id);
        Assert.True(done.Succeeded || done.Refusal is not null);
        return done.Refusal;
    }
}
