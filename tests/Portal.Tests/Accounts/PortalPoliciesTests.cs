using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Xunit;

namespace Portal.Tests.Accounts;

public sealed class PortalPoliciesTests
{
    [Theory]
    [InlineData(PortalPolicies.WorkOnSites, PortalRoles.CustomerSuccess, PortalRoles.Engineer, PortalRoles.Administrator)]
    [InlineData(PortalPolicies.Review, PortalRoles.Engineer, PortalRoles.Administrator)]
    [InlineData(PortalPolicies.Approve, PortalRoles.Engineer, PortalRoles.Manager, PortalRoles.Administrator)]
    [InlineData(PortalPolicies.Administer, PortalRoles.Administrator)]
    public async Task Policy_admits_exactly_its_roles(string policy, params string[] roles)
    {
        await using var services = new ServiceCollection().AddLogging().AddAuthorization(PortalPolicies.Declare).BuildServiceProvider();
        var authorization = services.GetRequiredService<IAuthorizationService>();

        var admitted = new List<string>();
        foreach (var role in PortalRoles.All)
            if ((await authorization.AuthorizeAsync(Person(role), policy)).Succeeded)
                admitted.Add(role);

        Assert.Equal(roles, admitted);
        Assert.False((await authorization.AuthorizeAsync(new ClaimsPrincipal(new ClaimsIdentity()), policy)).Succeeded);
    }

    private static ClaimsPrincipal Person(string role) => new(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
}
