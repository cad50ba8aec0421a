using System.Security.Cryptography;
using EhrAdapters.SignIn;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

public sealed class KeyImportTests
{
    public static TheoryData<string, string> Forms
    {
        get
        {
            using var rsa = RSA.Create(2048);
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            return new()
            {
                { rsa.ExportPkcs8PrivateKeyPem(), SigningKeys.Rs384 }, { rsa.ExportRSAPrivateKeyPem(), SigningKeys.Rs384 },
                { curve.ExportPkcs8PrivateKeyPem(), SigningKeys.Es384 }, { curve.ExportECPrivateKeyPem(), SigningKeys.Es384 },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public async Task Private_key_of_any_form_is_taken_as_first_key_with_its_key_id(string pem, string algorithm)
    {
        await using var bench = await KeyBench.OpenAsync(withKey: false);

        Assert.Null(await bench.AddAsync(new SecretInput.PrivateKey(pem, KeyAlgorithm.Of(pem), "hospital-kid")));

        var key = (await bench.RingAsync()).Active!;
        Assert.Equal(("hospital-kid", algorithm, true), (key.KeyId, key.Algorithm, key.Imported));
        Assert.Equal("hospital-kid", bench.Site.Connection!.SignIn.KeyId);
    }

    [Fact]
    public async Task Private_key_is_taken_as_next_key_beside_the_one_in_use()
    {
        await using var bench = await KeyBench.OpenAsync();

        Assert.Null(await bench.AddAsync(new SecretInput.PrivateKey(SigningKeys.Create(SigningKeys.Rs384), SigningKeys.Rs384, null)));

        Assert.True((await bench.RingAsync()).Next is { Imported: true, Algorithm: "RS384" });
    }

    [Fact]
    public async Task Same_key_or_same_key_id_twice_is_refused()
    {
        var pem = SigningKeys.Create(SigningKeys.Es384);
        await using var bench = await KeyBench.OpenAsync(withKey: false);
        await bench.AddAsync(new SecretInput.PrivateKey(pem, SigningKeys.Es384, "k1"));

        Assert.Equal("key-same", (await bench.AddAsync(new SecretInput.PrivateKey(pem, SigningKeys.Es384, "k2")))?.Code);
        Assert.Equal("key-same-id", (await bench.AddAsync(new SecretInput.PrivateKey(SigningKeys.Create(SigningKeys.Es384), SigningKeys.Es384, "k1")))?.Code);
        Assert.Single((await bench.RingAsync()).Keys);
    }

    [Fact]
    public async Task Key_that_no_server_takes_is_refused_with_its_cause()
    {
        using var weak = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var bench = await KeyBench.OpenAsync(withKey: false);

        foreach (var pem in new[] { weak.ExportPkcs8PrivateKeyPem(), curve.ExportPkcs8PrivateKeyPem(), "-----BEGIN PUBLIC KEY-----" })
            Assert.NotNull(await bench.AddAsync(new SecretInput.PrivateKey(pem, KeyAlgorithm.Of(pem), null)));

        Assert.Empty((await bench.RingAsync()).Keys);
        Assert.Equal("RS384", KeyAlgorithm.Of(weak.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("ES384", KeyAlgorithm.Of(curve.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public async Task Key_that_comes_with_the_connection_signs_at_once_and_the_same_one_again_changes_nothing()
    {
        await using var bench = await KeyBench.OpenAsync();
        var input = new SecretInput.PrivateKey(SigningKeys.Create(SigningKeys.Es384), SigningKeys.Es384, "k9");
        var (site, sites) = (bench.Site, bench.Bench.Sites);

        site = (await sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, input, Bench.Csm, Bench.Cancel)).Value!;
        var fingerprint = site.SecretsFingerprint;
        site = (await sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, input, Bench.Csm, Bench.Cancel)).Value!;

        var ring = await bench.RingAsync();
        Assert.Equal(("k9", 1, 2), (ring.Active!.KeyId, ring.Retiring.Count, ring.Keys.Count));
        Assert.Equal((fingerprint, "k9"), (site.SecretsFingerprint, site.Connection!.SignIn.KeyId));
    }
}
