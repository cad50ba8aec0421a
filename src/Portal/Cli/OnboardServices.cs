using EhrAdapters;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.SiteFiles;
using Portal.Accounts;

namespace Portal.Cli;

/// <summary>The same services as the portal's, without web server, background queue and log lines.</summary>
internal static class OnboardServices
{
    private static readonly string[] ThisMachine = ["127.0.0.1", "::1", "localhost"];

    /// <param name="keepKeys">True where the database outlives the command: then its keys lie in it, as the portal's do.</param>
    public static async Task<ServiceProvider> BuildAsync(string database, bool keepKeys, SiteFile file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, DefaultTimeout = 10 }.ConnectionString;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<AccountsDbContext>(options =>
            options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(AccountsDbContext.HistoryTable)));
        var protection = services.AddDataProtection().SetApplicationName("OnboardingPortal");
        if (keepKeys)
            protection.PersistKeysToDbContext<AccountsDbContext>();
        else
            protection.UseEphemeralDataProtectionProvider();
        services.Configure<OnboardingOptions>(options =>
        {
            options.SimulatorHosts = file.Connection.AllowPrivateNetwork is { Count: > 0 } named ? named : ThisMachine;
            options.OwnMachine = [.. file.Connection.AllowPrivateNetwork.Where(AllowEntry.IsThisMachine)];
        });
        services.AddEhrAdapters();
        services.AddOnboarding(connection);
        services.AddSingleton<IRunQueue, NoQueue>();
        services.AddSingleton<FileNetworks>();
        services.AddSingleton<OnboardFlow>();

        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
        if (keepKeys)
        {
            await using var scope = provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Database.MigrateAsync(cancellationToken);
            // The first use makes the key and writes it; inside a command's transaction it would wait for that very transaction.
            provider.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(OnboardServices)).Protect("");
        }

        return provider;
    }

    // The command executes each run itself, right after storing it.
    private sealed class NoQueue : IRunQueue
    {
        public Task EnqueueAsync(Guid runId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
