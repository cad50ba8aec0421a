using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

public sealed class MoveKeysTests
{
    [Fact]
    public async Task Key_of_the_time_before_key_rings_signs_on_in_the_connections_environment()
    {
        var folder = Directory.CreateTempSubdirectory("onboarding-move-").FullName;
        try
        {
            var (protection, pem) = (new EphemeralDataProtectionProvider(), SigningKeys.Create(SigningKeys.Es384));
            var vault = new SecretVault(protection, TimeProvider.System);
            await using var db = new OnboardingDb(new DbContextOptionsBuilder<OnboardingDb>()
                .UseSqlite($"Data Source={Path.Combine(folder, "old.db")};Pooling=False", sqlite => sqlite.MigrationsHistoryTable(OnboardingDb.MigrationsTable)).Options);
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Initial", Bench.Cancel);
            var site = SiteId.New();
            await OldSiteAsync(db, site, vault.Protect(pem), PublicJwk.FromPem(pem, "old-kid"));

            await migrator.MigrateAsync(cancellationToken: Bench.Cancel);

            var key = await db.SiteKeys.AsNoTracking().SingleAsync(Bench.Cancel);
            Assert.Equal((KeyState.Active, EhrEnvironment.NonProduction, "old-kid", "ES384"), (key.State, key.Environment, key.KeyId, key.Algorithm));
            Assert.Equal(pem.Trim(), (await vault.OpenAsync(db, site, EhrEnvironment.NonProduction, Bench.Cancel)).PrivateKeyPem?.Trim());
            Assert.Empty(await db.Secrets.AsNoTracking().ToListAsync(Bench.Cancel));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OldSiteAsync(OnboardingDb db, SiteId id, string stored, PublicJwk jwk)
    {
        var (site, secret, configuration) = (id.Value, Guid.CreateVersion7(), """{"connection":{"vendor":"epic","environment":"non-production"}}""");
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Sites" ("Id", "Name", "Slug", "TimeZone", "State", "StateSince", "CreatedAt", "OwnerId", "OwnerName", "Version", "EditedBy", "EditedAt", "Configuration", "PatientCount")
            VALUES ({site}, 'Old General', 'old-general', 'Etc/UTC', 'Configure', 0, 0, 'u1', 'Juno', 1, 'Juno', 0, {configuration}, 0)
            """, Bench.Cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Secrets" ("Id", "SiteId", "Kind", "Protected", "Fingerprint", "PublicJwk", "CreatedAt")
            VALUES ({secret}, {site}, 'PrivateKey', {stored}, {jwk.Thumbprint}, {jwk.Jwk.ToJsonString()}, 5)
            """, Bench.Cancel);
    }
}
