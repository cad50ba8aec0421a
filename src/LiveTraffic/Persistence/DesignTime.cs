using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LiveTraffic.Persistence;

/// <summary>Lets the EF tools make migrations without the portal.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<LiveTrafficDb>
{
    public LiveTrafficDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<LiveTrafficDb>()
        .UseSqlite("Data Source=design.db", sqlite => sqlite.MigrationsHistoryTable(LiveTrafficDb.MigrationsTable)).Options);
}
