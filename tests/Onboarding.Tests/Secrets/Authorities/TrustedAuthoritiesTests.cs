using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onboarding.Lifecycle;
using Onboarding.Secrets.Authorities;
using Onboarding.Sites;
using Onboarding.Tests.Secrets.Certificates;
using Onboarding.Tests.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Authorities;

public sealed class TrustedAuthoritiesTests : IAsyncLifetime
{
    private static readonly Actor Engineer = new("u2", "Ember Quoin", Roles.Engineer);
    private static readonly Actor Administrator = new("u3", "Fable Orr", Roles.Administrator);
    private const string Call = "Sol Vane, network team, switchboard +1 555 0100";
    private KeyBench bench = null!;
    private TestCertificates made = null!;
    private Site site = null!;

    private TrustedAuthorities Authorities => bench.Bench.Get<TrustedAuthorities>();

    private DateTimeOffset Now => bench.Bench.Time.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        bench = await KeyBench.OpenAsync();
        made = new(Now);
        site = bench.Site;
    }

    public async ValueTask DisposeAsync()
    {
        made.Dispose();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Authority_is_trusted_once_a_second_person_compared_it_and_ends_no_evidence()
    {
        await bench.WalkAsync(Stage.TestConnection);
        site = bench.Site;
        var proposed = await ProposedAsync();
        Assert.Empty(await TrustedAsync());
        var version = site.Version;

        Assert.Null(await ApproveAsync(proposed, Engineer));

        Assert.Equal(made.Root.ExportCertificatePem(), Assert.Single(await TrustedAsync()));
        Assert.Equal([Stage.Configure, Stage.TestConnection], await bench.HoldingAsync());
        Assert.True(site.Version > version, "Whoever holds the connection open has to open it again.");
        Assert.Equal(("Juno Marrow", "Ember Quoin", Call), await StoredAsync(row => (row.ProposedBy, row.ApprovedBy!, row.ComparedWith)));
        Assert.Contains($"Private authority approved: …{AuthorityFacts.EndOf(proposed.Fingerprint)}", await bench.Bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Trust_ends_when_it_is_revoked_or_its_own_time_runs_out()
    {
        var root = await ProposedAsync();
        await ApproveAsync(root, Engineer);
        await TakeAsync(ProposeAsync(made.Intermediate.ExportCertificatePem()));
        await ApproveAsync((await Authorities.ListAsync(site.Id, Bench.Cancel)).Single(row => !row.IsRoot), Engineer);
        Assert.Equal(2, (await TrustedAsync()).Count);

        Assert.Equal("reason-needed", (await TakeAsync(Authorities.RevokeAsync(site.Id, site.Version, root.Id, " ", Bench.Csm, Bench.Cancel)))?.Code);
        Assert.Null(await TakeAsync(Authorities.RevokeAsync(site.Id, site.Version, root.Id, "They moved to a public one", Bench.Csm, Bench.Cancel)));
        Assert.Single(await TrustedAsync());
        Assert.Equal("authority-not-there", (await ApproveAsync(root, Engineer))?.Code);

        bench.Bench.Time.Advance(TimeSpan.FromDays(366));
        Assert.Empty(await TrustedAsync());
        Assert.Equal([AuthorityState.Expired, AuthorityState.Revoked], (await Authorities.ListAsync(site.Id, Bench.Cancel)).Select(row => row.State(Now)).Order());
    }

    [Fact]
    public async Task Only_another_person_of_another_role_who_knows_the_trade_may_approve()
    {
        var proposed = await ProposedAsync();

        Assert.Equal("authority-own-proposal", (await ApproveAsync(proposed, Bench.Csm))?.Code);
        Assert.Equal("authority-not-approver", (await ApproveAsync(proposed, new("u9", "Wren Tolland", Roles.CustomerSuccess)))?.Code);
        Assert.Equal(Actor.LooksOn, await ApproveAsync(proposed, new("m", "Alder Crane", Roles.Manager)));
        Assert.Null(await ApproveAsync(proposed, Administrator));
        await TakeAsync(ProposeAsync(made.Intermediate.ExportCertificatePem(), by: Engineer));
        var second = (await Authorities.ListAsync(site.Id, Bench.Cancel)).Single(row => !row.IsRoot);
        Assert.Equal("authority-same-role", (await ApproveAsync(second, new("u8", "Another", Roles.Engineer)))?.Code);
    }

    [Fact]
    public async Task Approval_needs_the_end_of_the_fingerprint_however_it_is_typed()
    {
        var proposed = await ProposedAsync();
        var end = AuthorityFacts.EndOf(proposed.Fingerprint);

        Assert.Equal("authority-wrong-fingerprint", (await ApproveAsync(proposed, Engineer, end == "00000000" ? "11111111" : "00000000"))?.Code);
        Assert.Equal("authority-wrong-fingerprint", (await ApproveAsync(proposed, Engineer, ""))?.Code);
        Assert.Null(await ApproveAsync(proposed, Engineer, $"{end[..4].ToLowerInvariant()} : {end[4..]}"));
    }

    [Theory]
    [InlineData("authority-unreadable")]
    [InlineData("authority-key-inside")]
    [InlineData("authority-several")]
    [InlineData("authority-leaf")]
    [InlineData("authority-expired")]
    [InlineData("authority-not-yet")]
    public async Task What_must_not_be_trusted_is_refused_with_its_cause(string code)
    {
        using var leaf = made.Leaf(TestCertificates.ServerAuth);
        using var over = TestCertificates.Authority("CN=Over", null, Now.AddDays(-9), Now.AddDays(-1));
        using var later = TestCertificates.Authority("CN=Later", null, Now.AddDays(1), Now.AddDays(9));
        var text = code switch
        {
            "authority-key-inside" => $"{made.Root.ExportCertificatePem()}\n{TestCertificates.KeyOf(made.Root)}",
            "authority-several" => $"{made.Root.ExportCertificatePem()}\n{made.Intermediate.ExportCertificatePem()}",
            "authority-leaf" => leaf.ExportCertificatePem(),
            "authority-expired" => over.ExportCertificatePem(),
            "authority-not-yet" => later.ExportCertificatePem(),
            _ => "a certificate, surely",
        };

        Assert.Equal(code, (await TakeAsync(ProposeAsync(text)))?.Code);
        Assert.Empty(await Authorities.ListAsync(site.Id, Bench.Cancel));
        Assert.DoesNotContain("PRIVATE KEY", await AtRestTests.FileAsync(bench.Bench), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_that_may_not_sign_others_is_no_authority()
    {
        using var mislabelled = TestCertificates.Authority("CN=Mislabelled", null, Now.AddDays(-1), Now.AddDays(9), X509KeyUsageFlags.DigitalSignature);

        Assert.Equal(AuthorityRefusals.NotAuthority, AuthorityReader.Read(mislabelled.ExportCertificatePem(), Now).Refusal);
    }

    [Fact]
    public void Public_authority_needs_no_approval()
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
        var now = TimeProvider.System.GetUtcNow();
        var known = store.Certificates.FirstOrDefault(root => root.NotBefore < now && root.NotAfter > now
            && root.Extensions.OfType<X509BasicConstraintsExtension>().Any(extension => extension.CertificateAuthority));
        Assert.SkipWhen(known is null, "This machine has no public authorities.");

        Assert.Equal(AuthorityRefusals.TrustedAlready, AuthorityReader.Read(known.ExportCertificatePem(), now).Refusal);
    }

    [Fact]
    public async Task Proposal_says_with_whom_it_was_compared_and_stands_once()
    {
        Assert.Equal("authority-not-compared", (await TakeAsync(ProposeAsync(made.Root.ExportCertificatePem(), " ")))?.Code);
        await ProposedAsync();
        Assert.Equal("authority-known", (await TakeAsync(ProposeAsync(made.Root.ExportCertificatePem())))?.Code);
        Assert.Equal(("CN=Quillhaven Root", true, made.Root.GetCertHashString(HashAlgorithmName.SHA256)), await StoredAsync(row => (row.Subject, row.IsRoot, row.Fingerprint)));
    }

    private Task<Result<Site>> ProposeAsync(string pem, string compared = Call, Actor? by = null) =>
        Authorities.ProposeAsync(site.Id, site.Version, pem, compared, by ?? Bench.Csm, Bench.Cancel);

    private async Task<TrustedAuthority> ProposedAsync()
    {
        Assert.Null(await TakeAsync(ProposeAsync(made.Root.ExportCertificatePem())));
        return Assert.Single(await Authorities.ListAsync(site.Id, Bench.Cancel));
    }

    private Task<Refusal?> ApproveAsync(TrustedAuthority proposed, Actor by, string? typed = null) =>
        TakeAsync(Authorities.ApproveAsync(site.Id, site.Version, proposed.Id, typed ?? AuthorityFacts.EndOf(proposed.Fingerprint), by, Bench.Cancel));

    private async Task<T> StoredAsync<T>(Func<TrustedAuthority, T> of) => of(Assert.Single(await Authorities.ListAsync(site.Id, Bench.Cancel)));

    private async Task<IReadOnlyList<string>> TrustedAsync()
    {
        await using var db = await bench.Bench.DbAsync();
        return (await bench.Bench.Get<SiteConnections>().OpenAsync(db, await bench.Bench.ReloadAsync(site.Id), Bench.Cancel)).Connection!.TrustedAuthorities;
    }

    private async Task<Refusal?> TakeAsync(Task<Result<Site>> change)
    {
        var done = await change;
        site = await bench.Bench.ReloadAsync(site.Id);
        return done.Refusal;
    }
}
