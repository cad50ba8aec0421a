using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>The parts of a plan as people read them.</summary>
public static class PlanWords
{
    public static string Word(this ContactRole role) => role switch
    {
        ContactRole.ChangeLead => "Change lead",
        ContactRole.OnCall => "On call",
        ContactRole.InterfaceAnalyst => "Interface analyst",
        ContactRole.ClinicalLead => "Clinical lead",
    };

    /// <summary>True for the people of the hospital.</summary>
    public static bool IsHospital(this ContactRole role) => role is ContactRole.InterfaceAnalyst or ContactRole.ClinicalLead;

    public static string Word(this HospitalTaskKind kind) => kind switch
    {
        HospitalTaskKind.SecurityReview => "Security review",
        HospitalTaskKind.Agreement => "Agreement",
        HospitalTaskKind.ChangeApproval => "Change approval",
    };

    public static string Words(this ChangeWindow window, string zone) => SiteClock.Words(window.From, window.To, zone);

    /// <summary>"Cardiology clinic, then 3 more units".</summary>
    public static string Words(IReadOnlyList<CareUnit> units) => units.Count switch
    {
        0 => "no unit",
        1 => units[0].Name,
        2 => $"{units[0].Name}, then {units[1].Name}",
        var all => $"{units[0].Name}, then {all - 1} more units",
    };

    /// <summary>What differs between two versions, for the site's history.</summary>
    public static IReadOnlyList<string> Differences(PlanContent before, PlanContent after, string zone)
    {
        List<string> changes = [];
        if (before.Window != after.Window)
            changes.Add(after.Window is { } window ? $"window {window.Words(zone)}" : "window taken out");
        if (!before.Units.SequenceEqual(after.Units))
            changes.Add(Words(after.Units) is var units && after.Units.Count == 0 ? "no unit" : $"units: {units}");
        if (Json.Write(before.Clinic) != Json.Write(after.Clinic))
            changes.Add("clinic hours");
        if (!before.Contacts.SequenceEqual(after.Contacts))
            changes.Add("contacts");
        foreach (var task in after.Tasks.Where(task => !before.Tasks.Contains(task)))
            changes.Add($"{task.Kind.Word().ToLowerInvariant()} {task.Reference}");
        foreach (var gone in before.Tasks.Where(task => after.Task(task.Kind) is null))
            changes.Add($"{gone.Kind.Word().ToLowerInvariant()} taken out");
        if (!before.AlertRoutes.Order().SequenceEqual(after.AlertRoutes.Order()))
            changes.Add($"alerts go to {(after.AlertRoutes.Count == 0 ? "nobody" : string.Join(", ", after.AlertRoutes.Order().Select(role => role.Word().ToLowerInvariant())))}");
        if (before.Ramp != after.Ramp)
            changes.Add("ramp limits");
        if (Json.Write(before.Usual) != Json.Write(after.Usual))
            changes.Add("usual change windows");
        return changes;
    }
}
