using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Portal.Accounts;

/// <summary>Brings the accounts' part of the database to today's shape before the first request.</summary>
public static class AccountsStore
{
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        await database.Database.MigrateAsync(cancellation);
        // Readers never wait for the writer; the mode is kept in the file, so saying it once is enough.
        await database.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancellation);

        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in PortalRoles.All)
            if (!await roles.RoleExistsAsync(role))
                await roles.CreateAsync(new IdentityRole(role));

        if (scope.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            await DemoAccounts.EnsureAsync(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>());
    }
}
