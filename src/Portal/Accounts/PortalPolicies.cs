using Microsoft.AspNetCore.Authorization;

namespace Portal.Accounts;

/// <summary>What a person may do. Pages and handlers ask for these, never for a role.</summary>
public static class PortalPolicies
{
    /// <summary>Create sites and take them through the stages.</summary>
    public const string WorkOnSites = "work-on-sites";

    /// <summary>Read failed reports and decide about them.</summary>
    public const string Review = "review";

    /// <summary>Give an approval at the go-live gate.</summary>
    public const string Approve = "approve";

    /// <summary>Manage people and settings.</summary>
    public const string Administer = "administer";

    public static void Declare(AuthorizationOptions options)
    {
        Allow(WorkOnSites, PortalRoles.CustomerSuccess, PortalRoles.Engineer, PortalRoles.Administrator);
        Allow(Review, PortalRoles.Engineer, PortalRoles.Administrator);
        Allow(Approve, PortalRoles.Engineer, PortalRoles.Manager, PortalRoles.Administrator);
        Allow(Administer, PortalRoles.Administrator);

        void Allow(string policy, params string[] roles) =>
            options.AddPolicy(policy, rule => rule.RequireAuthenticatedUser().RequireRole(roles));
    }
}
