using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Onboarding.Persistence;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Persistence;

public sealed class MigrationsTests
{
    // One that is cut off in the middle must leave nothing half done, and the portal's first start says no word of warning.
    [Fact]
    public async Task Every_migration_runs_within_its_transaction()
    {
        var file = Path.Combine(Path.GetTempPath(), $"migrations-{Guid.NewGuid():N}.db");
        try
        {
            await using var db = new OnboardingDb(new DbContextOptionsBuilder<OnboardingDb>()
                .UseSqlite($"Data Source={file};Pooling=False", sqlite => sqlite.MigrationsHistoryTable(OnboardingDb.MigrationsTable))
                .ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.NonTransactionalMigrationOperationWarning)).Options);

            await db.Database.MigrateAsync(Bench.Cancel);

            Assert.Empty(await db.Database.GetPendingMigrationsAsync(Bench.Cancel));
            Assert.False(db.Database.HasPendingModelChanges());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
