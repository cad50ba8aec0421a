using System.Security.Claims;

namespace Portal.Accounts;

/// <summary>The four jobs people do here, as stored and as said.</summary>
public static class PortalRoles
{
    public const string CustomerSuccess = Onboarding.Roles.CustomerSuccess;
    public const string Engineer = Onboarding.Roles.Engineer;
    public const string Manager = Onboarding.Roles.Manager;
    public const string Administrator = Onboarding.Roles.Administrator;

    public static IReadOnlyList<string> All { get; } = [CustomerSuccess, Engineer, Manager, Administrator];

    public static string Word(string role) => role switch
    {
        CustomerSuccess => "Customer success",
        Engineer => "Engineer",
        Manager => "Manager",
        Administrator => "Administrator",
        _ => role,
    };

    /// <summary>The role that a person approves and signs in; everybody has one.</summary>
    public static string RoleOf(ClaimsPrincipal person) =>
        All.FirstOrDefault(person.IsInRole) ?? CustomerSuccess;
}
