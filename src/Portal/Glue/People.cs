using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Portal.Accounts;

namespace Portal.Glue;

/// <summary>The people who may take a site over.</summary>
public sealed class People(IServiceScopeFactory scopes)
{
    public async Task<IReadOnlyList<Actor>> WorkersAsync(CancellationToken cancellation)
    {
        // A circuit's own context would interleave at every await; one scope per question does not.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var people = await accounts.Users.AsNoTracking()
            .Join(accounts.UserRoles, user => user.Id, link => link.UserId, (user, link) => new { user.Id, user.DisplayName, link.RoleId })
            .Join(accounts.Roles, person => person.RoleId, role => role.Id, (person, role) => new { person.Id, person.DisplayName, role.Name })
            .ToListAsync(cancellation);
        return
        [
            .. people.Where(person => person.Name is not PortalRoles.Manager).OrderBy(person => person.DisplayName)
                .Select(person => new Actor(person.Id, person.DisplayName, person.Name ?? "")),
        ];
    }
}
