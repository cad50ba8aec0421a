using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>One person of the demonstration: no password, so the only door is the one-click button of Development.</summary>
public sealed record DemoAccount(string Key, string Name, string Role)
{
    public string Email => $"{Key}@portal.example";
}

/// <summary>The demo accounts. Outside Development they are neither made nor able to sign in.</summary>
public static class DemoAccounts
{
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("juno.marrow", "Juno Marrow", PortalRoles.CustomerSuccess),
        new("wren.tolland", "Wren Tolland", PortalRoles.CustomerSuccess),
        new("ember.quoin", "Ember Quoin", PortalRoles.Engineer),
        new("alder.crane", "Alder Crane", PortalRoles.Manager),
        new("fable.orr", "Fable Orr", PortalRoles.Administrator),
    ];

    public static async Task EnsureAsync(UserManager<PortalUser> users)
    {
        foreach (var demo in All)
        {
            if (await users.FindByEmailAsync(demo.Email) is not null) continue;
            var person = new PortalUser { UserName = demo.Email, Email = demo.Email, EmailConfirmed = true, DisplayName = demo.Name };
            Succeeded(await users.CreateAsync(person));
            Succeeded(await users.AddToRoleAsync(person, demo.Role));
        }
    }

    private static void Succeeded(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException("A demo account could not be made: " + string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}
