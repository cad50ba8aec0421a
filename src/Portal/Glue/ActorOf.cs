using System.Security.Claims;
using Onboarding;
using Portal.Accounts;

namespace Portal.Glue;

public static class ActorOf
{
    /// <summary>The signed-in person as the audit trail knows them.</summary>
    public static Actor AsActor(this ClaimsPrincipal person) =>
        new(person.UserId() ?? "", person.DisplayName(), PortalRoles.RoleOf(person));
}
