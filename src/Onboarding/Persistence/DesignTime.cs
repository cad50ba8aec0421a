using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Onboarding.Persistence;

/// <summary>Lets the EF tools make migrations without the portal.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<OnboardingDb>
{
    public OnboardingDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<OnboardingDb>()
        .UseSqlite("Data Source=design.db", sqlite => sqlite.MigrationsHistoryTable(OnboardingDb.MigrationsTable)).Options);
}
