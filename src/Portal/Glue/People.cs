using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Stages.GoLive.Approving;
using Portal.Accounts;

namespace Portal.Glue;

/// <summary>The portal's people: who may take a site over, who may approve.</summary>
public sealed class People(IServiceScopeFactory scopes)
{
    public async Task<IReadOnlyList<Actor>> WorkersAsync(CancellationToken cancellation) =>
        [.. (await AllAsync(cancellation)).Select(one => one.Person).Where(person => person.MayWork)];

    /// <summary>Everybody whose role may approve, with the address that mail reaches them at.</summary>
    public async Task<IReadOnlyList<ApproverAddress>> ApproversAsync(CancellationToken cancellation) =>
        [.. (await AllAsync(cancellation)).Where(one => one.Person.Role is PortalRoles.Engineer or PortalRoles.Manager or PortalRoles.Administrator)];

    private async Task<IReadOnlyList<ApproverAddress>> AllAsync(CancellationToken cancellation)
    {
        // A circuit's own context would interleave at every await; one scope per question does not.
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        var people = await accounts.Users.AsNoTracking()
            .Join(accounts.UserRoles, user => user.Id, link => link.UserId, (user, link) => new { user.Id, user.DisplayName, user.Email, link.RoleId })
            .Join(accounts.Roles, person => person.RoleId, role => role.Id, (person, role) => new { person.Id, person.DisplayName, person.Email, role.Name })
            .ToListAsync(cancellation);
        return [.. people.OrderBy(person => person.DisplayName).Select(person => new ApproverAddress(new(person.Id, person.DisplayName, person.Name ?? ""), person.Email ?? ""))];
    }
}
