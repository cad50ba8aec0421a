using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Portal.Accounts;

/// <summary>Puts the display name into the cookie, so that no page asks the database who is looking.</summary>
public sealed class PortalPrincipalFactory(
    UserManager<PortalUser> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser, IdentityRole>(users, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(PortalPrincipal.DisplayNameClaim, user.DisplayName));
        return identity;
    }
}

/// <summary>How pages read the signed-in person.</summary>
public static class PortalPrincipal
{
    public const string DisplayNameClaim = "display-name";

    public static string DisplayName(this ClaimsPrincipal person) =>
        person.FindFirstValue(DisplayNameClaim) ?? person.Identity?.Name ?? "";

    public static string? UserId(this ClaimsPrincipal person) => person.FindFirstValue(ClaimTypes.NameIdentifier);
}
