using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>A person who works in the portal.</summary>
public sealed class PortalUser : IdentityUser
{
    /// <summary>The name that colleagues read: "Juno Marrow".</summary>
    [PersonalData]
    public string DisplayName { get; set; } = "";
}
