namespace Onboarding;

/// <summary>The person (or command) that acts; ends up in the audit trail.</summary>
public sealed record Actor(string Id, string Name, string Role)
{
    /// <summary>The portal itself: schedules, recovery, monitors.</summary>
    public static readonly Actor Portal = new("portal", "The portal", "system");

    /// <summary>What somebody who may not work on sites is told, whatever they tried.</summary>
    public static readonly Refusal LooksOn = new("looks-on", "Managers look on; customer success and engineers work on sites.");

    /// <summary>False for managers: they look on and approve. Every command but an approval asks this, so that no page has to be trusted.</summary>
    public bool MayWork => Role != Roles.Manager;
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
