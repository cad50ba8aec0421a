namespace Onboarding;

/// <summary>The person (or command) that acts; ends up in the audit trail.</summary>
public sealed record Actor(string Id, string Name, string Role)
{
    /// <summary>The portal itself: schedules, recovery, monitors.</summary>
    public static readonly Actor Portal = new("portal", "The portal", "system");
}

/// <summary>The roles of the portal's people.</summary>
public static class Roles
{
    public const string CustomerSuccess = "customer-success";
    public const string Engineer = "engineer";
    public const string Manager = "manager";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [CustomerSuccess, Engineer, Manager, Administrator];
}
