using System.Text;
using EhrAdapters.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Secrets;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets;

public sealed class AtRestTests
{
    private const string Secret = "violet-otter-39-secret";

    [Fact]
    public async Task Neither_secret_nor_key_nor_patient_stands_in_the_database_file()
    {
        await using var bench = await Bench.OpenAsync();
        var pem = SigningKeys.Create(SigningKeys.Es384);
        var site = await bench.SiteAsync();
        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, new SecretInput.ClientSecret(Secret), Bench.Csm, Bench.Cancel)).Value!;
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, new SecretInput.PrivateKey(pem, SigningKeys.Es384, "k1"), Bench.Csm, Bench.Cancel);
        await bench.RunAsync(site.Id, Stage.Configure);

        var bytes = await FileAsync(bench);

        Assert.DoesNotContain(Secret, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], bytes, StringComparison.Ordinal);
        Assert.All(Samples.Named, patient => Assert.DoesNotContain(patient.Value, bytes, StringComparison.Ordinal));
        Assert.Contains("Mercy West", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_gets_what_was_put_in_and_the_page_only_facts()
    {
        await using var bench = await Bench.OpenAsync();
        var pem = SigningKeys.Create(SigningKeys.Es384);
        var site = await bench.SiteAsync(connection: Keys.KeyBench.Connection);
        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, new SecretInput.PrivateKey(pem, SigningKeys.Es384, "k1"), Bench.Csm, Bench.Cancel)).Value!;
        string? seen = null;
        IReadOnlyList<EhrAdapters.Diagnosis.TestPatient> patients = [];
        bench.Runners[Stage.Configure].Work = (context, _) =>
        {
            (seen, patients) = (context.Secrets.PrivateKeyPem, context.Patients);
            return Task.FromResult(Fakes.ScriptedRunner.Outcome(EhrAdapters.Diagnosis.CheckState.Passed));
        };

        await bench.RunAsync(site.Id, Stage.Configure);

        Assert.Equal(pem.Trim(), seen);
        Assert.Equal(Samples.Named, patients);
        Assert.Equal("k1", site.Connection!.SignIn.KeyId);
        var facts = Assert.Single((await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!.Secrets);
        Assert.Equal(PublicJwk.FromPem(pem).Thumbprint, facts.Fingerprint);
    }

    [Fact]
    public async Task New_secret_replaces_the_one_before_and_keeps_the_other_kind()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        foreach (var secret in new SecretInput[] { new SecretInput.ClientSecret("one"), new SecretInput.NewKeyPair(SigningKeys.Es384), new SecretInput.ClientSecret("two") })
            site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, site.Connection!, secret, Bench.Csm, Bench.Cancel)).Value!;

        await using var db = await bench.DbAsync();
        var opened = await bench.Get<SecretVault>().OpenAsync(db, site.Id, site.Connection!.Environment, Bench.Cancel);

        Assert.Equal("two", opened.ClientSecret);
        Assert.Null(SigningKeys.Check(opened.PrivateKeyPem, SigningKeys.Es384));
        Assert.Equal((1, 1), (await db.Secrets.CountAsync(Bench.Cancel), await db.SiteKeys.CountAsync(Bench.Cancel)));
    }

    [Fact]
    public async Task Unusable_key_is_refused_and_changes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var refused = await bench.Sites.SaveConnectionAsync(
            site.Id, site.Version, site.Connection!, new SecretInput.PrivateKey("not a key", SigningKeys.Rs384, null), Bench.Csm, Bench.Cancel);

        Assert.NotNull(refused.Refusal);
        var after = await bench.ReloadAsync(site.Id);
        Assert.Equal((site.Version, null), (after.Version, after.SecretsFingerprint));
    }

    [Fact]
    public async Task Same_list_of_patients_keeps_its_fingerprint_and_another_gets_a_new_one()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var same = (await bench.Sites.SavePatientsAsync(site.Id, site.Version, [.. Samples.Named], Bench.Csm, Bench.Cancel)).Value!;
        var other = (await bench.Sites.SavePatientsAsync(site.Id, same.Version, [.. Samples.Named.Take(3)], Bench.Csm, Bench.Cancel)).Value!;
        var none = (await bench.Sites.SavePatientsAsync(site.Id, other.Version, [], Bench.Csm, Bench.Cancel)).Value!;

        Assert.Equal(site.PatientsFingerprint, same.PatientsFingerprint);
        Assert.NotEqual(site.PatientsFingerprint, other.PatientsFingerprint);
        Assert.Equal((null, null, 0), (none.PatientsFingerprint, none.ProtectedPatients, none.PatientCount));
        Assert.Empty(await bench.Queries.PatientsAsync(site.Id, Bench.Cancel));
    }

    [Theory]
    [InlineData("(private key)", true)]
    [InlineData("(client secret)", false)]
    public void Secret_on_its_way_in_prints_as_nothing(string printed, bool key) =>
        Assert.Equal(printed, (key ? new SecretInput.PrivateKey("pem", "RS384", null) : (SecretInput)new SecretInput.ClientSecret(Secret)).ToString());

    // The write-ahead log is part of what lies on the disk.
    internal static async Task<string> FileAsync(Bench bench)
    {
        await using (var connection = new SqliteConnection($"Data Source={bench.DatabaseFile}"))
        {
            await connection.OpenAsync(Bench.Cancel);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(Bench.Cancel);
        }

        await using var file = new FileStream(bench.DatabaseFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return await reader.ReadToEndAsync(Bench.Cancel);
    }
}
