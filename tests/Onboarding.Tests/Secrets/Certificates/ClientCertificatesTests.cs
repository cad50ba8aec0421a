using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Secrets.Certificates;
using Onboarding.Sites;
using Onboarding.Tests.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Certificates;

public sealed class ClientCertificatesTests : IAsyncLifetime
{
    private const EhrEnvironment Here = EhrEnvironment.Sandbox;
    private KeyBench bench = null!;
    private TestCertificates made = null!;
    private Site site = null!;

    private ClientCertificates Certificates => bench.Bench.Get<ClientCertificates>();

    public async ValueTask InitializeAsync()
    {
        bench = await KeyBench.OpenAsync();
        made = new(bench.Bench.Time.GetUtcNow());
        site = bench.Site;
    }

    public async ValueTask DisposeAsync()
    {
        made.Dispose();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Certificate_that_the_portal_makes_is_for_clients_and_carries_the_sites_name_for_two_years()
    {
        Assert.Null(await TakeAsync(Certificates.MakeSelfSignedAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel)));

        var facts = (await ViewAsync()).InUse!;
        using var shown = X509Certificate2.CreateFromPem(facts.CertificatePem!);
        Assert.Equal(("CN=Mercy West", "CN=Mercy West", CertificateOrigin.SelfSigned), (facts.Subject, facts.Issuer, facts.Origin));
        Assert.Equal(bench.Bench.Time.GetUtcNow().AddYears(2), facts.ValidUntil);
        Assert.Equal(shown.GetCertHashString(HashAlgorithmName.SHA256), facts.Fingerprint);
        Assert.Equal(TestCertificates.ClientAuth, shown.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value);
        Assert.False(shown.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        var pem = await OpenedAsync();
        using var opened = X509Certificate2.CreateFromPem(pem, pem);
        Assert.Equal((3072, facts.Fingerprint), (opened.GetRSAPrivateKey()!.KeySize, opened.GetCertHashString(HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task Certificate_belongs_to_the_secrets_of_its_environment_and_ends_what_they_proved()
    {
        await bench.WalkAsync(Stage.MapFields);
        site = bench.Site;
        await TakeAsync(Certificates.MakeSelfSignedAsync(site.Id, site.Version, EhrEnvironment.Production, Bench.Csm, Bench.Cancel));
        Assert.Equal([Stage.Configure, Stage.TestConnection, Stage.MapFields], await bench.HoldingAsync());
        Assert.Empty(await OpenedAsync());

        await TakeAsync(Certificates.MakeSelfSignedAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel));
        Assert.Equal([Stage.MapFields], await bench.HoldingAsync());
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", await OpenedAsync(), StringComparison.Ordinal);

        Assert.Null(await TakeAsync(Certificates.RemoveAsync(site.Id, site.Version, Here, CertificateState.InUse, Bench.Csm, Bench.Cancel)));
        Assert.Equal([Stage.Configure, Stage.TestConnection, Stage.MapFields], await bench.HoldingAsync());
        Assert.Equal("certificate-none", (await TakeAsync(Certificates.RemoveAsync(site.Id, site.Version, Here, CertificateState.InUse, Bench.Csm, Bench.Cancel)))?.Code);
    }

    [Fact]
    public async Task Request_is_signed_elsewhere_and_its_answer_taken_into_use_with_its_intermediates()
    {
        await TakeAsync(Certificates.RequestAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel));
        var request = CertificateRequest.LoadSigningRequestPem((await ViewAsync()).Requested!.RequestPem!, HashAlgorithmName.SHA256,
            CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        Assert.Contains(request.CertificateExtensions, extension => extension is X509EnhancedKeyUsageExtension);
        Assert.Empty(await OpenedAsync());
        using var signed = made.Sign(request);

        Assert.Null(await TakeAsync(UploadAsync(made.Root.ExportCertificatePem(), made.Intermediate.ExportCertificatePem(), signed.ExportCertificatePem())));

        var view = await ViewAsync();
        Assert.Equal((null, "CN=Quillhaven Issuing", 1), (view.Requested, view.InUse!.Issuer, view.InUse.Intermediates));
        X509Certificate2Collection sent = [];
        sent.ImportFromPem(await OpenedAsync());
        Assert.Equal(["CN=Mercy West", "CN=Quillhaven Issuing"], sent.Select(certificate => certificate.Subject));
    }

    [Fact]
    public async Task Answer_to_another_request_or_with_a_key_in_it_is_refused()
    {
        using var other = made.Leaf();
        Assert.Equal("certificate-not-requested", (await TakeAsync(UploadAsync(other.ExportCertificatePem())))?.Code);
        await TakeAsync(Certificates.RequestAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel));

        Assert.Equal("certificate-other-request", (await TakeAsync(UploadAsync(other.ExportCertificatePem())))?.Code);
        Assert.Equal("certificate-key-inside", (await TakeAsync(UploadAsync(other.ExportCertificatePem(), TestCertificates.KeyOf(other))))?.Code);
        Assert.NotNull((await ViewAsync()).Requested);
    }

    [Fact]
    public async Task Certificate_with_its_key_comes_as_pem_locked_or_not()
    {
        using var leaf = made.Leaf();
        using var key = leaf.GetRSAPrivateKey()!;
        var locked = key.ExportEncryptedPkcs8PrivateKeyPem("violet", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000));

        Assert.Equal("certificate-locked", (await TakeAsync(ImportAsync($"{leaf.ExportCertificatePem()}\n{locked}", "wrong")))?.Code);
        Assert.Null(await TakeAsync(ImportAsync($"{leaf.ExportCertificatePem()}\n{locked}", "violet")));
        Assert.Null(await TakeAsync(ImportAsync($"{TestCertificates.KeyOf(leaf)}\n{leaf.ExportCertificatePem()}", null)));
        Assert.Contains(await bench.Bench.HistoryAsync(site.Id), line => line.StartsWith("Client certificate replaced: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_with_its_key_comes_as_pkcs12_file_with_the_right_password()
    {
        using var leaf = made.Leaf();
        var file = new X509Certificate2Collection { leaf, made.Intermediate }.Export(X509ContentType.Pkcs12, "violet-otter")!;

        Assert.Equal("certificate-file-locked", (await TakeAsync(Pkcs12Async(file, "wrong")))?.Code);
        Assert.Equal("certificate-file-locked", (await TakeAsync(Pkcs12Async([1, 2, 3], "violet-otter")))?.Code);
        Assert.Null(await TakeAsync(Pkcs12Async(file, "violet-otter")));
        Assert.Equal(1, (await ViewAsync()).InUse!.Intermediates);
    }

    [Theory]
    [InlineData("certificate-no-client-auth")]
    [InlineData("certificate-expired")]
    [InlineData("certificate-not-yet")]
    [InlineData("certificate-weak")]
    [InlineData("certificate-other-key")]
    [InlineData("certificate-no-key")]
    [InlineData("certificate-unreadable")]
    public async Task Certificate_that_no_server_would_take_is_refused_with_its_cause(string code)
    {
        var now = bench.Bench.Time.GetUtcNow();
        using var other = made.Leaf();
        using var leaf = code switch
        {
            "certificate-no-client-auth" => made.Leaf(TestCertificates.ServerAuth),
            "certificate-expired" => made.Leaf(end: now.AddMinutes(-1)),
            "certificate-not-yet" => made.Leaf(start: now.AddDays(1)),
            "certificate-weak" => made.Leaf(bits: 1024),
            _ => made.Leaf(),
        };
        var text = code switch
        {
            "certificate-other-key" => $"{leaf.ExportCertificatePem()}\n{TestCertificates.KeyOf(other)}",
            "certificate-no-key" => leaf.ExportCertificatePem(),
            "certificate-unreadable" => TestCertificates.KeyOf(leaf),
            _ => $"{leaf.ExportCertificatePem()}\n{TestCertificates.KeyOf(leaf)}",
        };

        Assert.Equal(code, (await TakeAsync(ImportAsync(text, null)))?.Code);
        Assert.Null((await ViewAsync()).InUse);
    }

    [Fact]
    public async Task Certificate_without_any_named_usage_is_taken()
    {
        using var leaf = made.Leaf(usage: null);

        Assert.Null(await TakeAsync(ImportAsync($"{leaf.ExportCertificatePem()}\n{TestCertificates.KeyOf(leaf)}", null)));
    }

    [Fact]
    public async Task Neither_key_nor_password_stands_in_the_database_file()
    {
        using var leaf = made.Leaf();
        var pem = TestCertificates.KeyOf(leaf);
        await TakeAsync(Pkcs12Async(new X509Certificate2Collection(leaf).Export(X509ContentType.Pkcs12, "violet-otter-77")!, "violet-otter-77"));
        await TakeAsync(Certificates.RequestAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel));

        var file = await AtRestTests.FileAsync(bench.Bench);

        Assert.DoesNotContain("violet-otter-77", file, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", file, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], file, StringComparison.Ordinal);
        Assert.Contains("BEGIN CERTIFICATE", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_is_announced_thirty_days_before()
    {
        await TakeAsync(Certificates.MakeSelfSignedAsync(site.Id, site.Version, Here, Bench.Csm, Bench.Cancel));
        var facts = (await ViewAsync()).InUse!;
        var end = facts.ValidUntil!.Value;

        Assert.False(facts.EndsSoon(end.AddDays(-31)));
        Assert.True(facts.EndsSoon(end.AddDays(-30)));
        Assert.False(facts.IsExpired(end.AddSeconds(-1)));
        Assert.True(facts.IsExpired(end));
    }

    private Task<Result<Site>> UploadAsync(params string[] parts) => Certificates.UploadSignedAsync(site.Id, site.Version, Here, string.Join('\n', parts), Bench.Csm, Bench.Cancel);

    private Task<Result<Site>> ImportAsync(string pem, string? password) => Certificates.ImportPemAsync(site.Id, site.Version, Here, pem, password, Bench.Csm, Bench.Cancel);

    private Task<Result<Site>> Pkcs12Async(byte[] file, string password) => Certificates.ImportPkcs12Async(site.Id, site.Version, Here, file, password, Bench.Csm, Bench.Cancel);

    private Task<CertificateView> ViewAsync() => Certificates.FindAsync(site.Id, Here, Bench.Cancel);

    private async Task<string> OpenedAsync() => (await bench.OpenSecretsAsync()).ClientCertificatePem ?? "";

    private async Task<Refusal?> TakeAsync(Task<Result<Site>> change)
    {
        var done = await change;
        site = await bench.Bench.ReloadAsync(site.Id);
        return done.Refusal;
    }
}
