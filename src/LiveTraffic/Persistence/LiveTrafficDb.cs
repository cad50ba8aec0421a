using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Persistence;

/// <summary>Keys, health and alerts of live sites. Shares the file with the sites and has migrations of its own.</summary>
public sealed class LiveTrafficDb(DbContextOptions<LiveTrafficDb> options) : DbContext(options)
{
    public const string MigrationsTable = "__LiveTrafficMigrations";

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SiteHealth> Health => Set<SiteHealth>();

    public DbSet<Alert> Alerts => Set<Alert>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<SiteId>().HaveConversion<SiteIds>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ApiKey>().HasIndex(key => key.SiteId);
        modelBuilder.Entity<SiteHealth>().HasKey(health => health.SiteId);
        // One open alert per site, whoever probes.
        modelBuilder.Entity<Alert>().HasIndex(alert => alert.SiteId, "OneOpen").IsUnique().HasFilter("\"ResolvedAt\" IS NULL");
    }
}
