using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>Who is admitted first, and then: one unit a line, pasted from a table.</summary>
public sealed partial class PlanUnitsPart
{
    private string Help => UnitText.Read(Fields.Units) is { Count: > 0 } units
        ? $"{(units.Count == 1 ? "1 unit" : $"{units.Count} units")}; {units[0].Name} goes first. The code is what callers write into their header."
        : "One unit a line: the code that callers write into their header, then the name. A table can be pasted.";
}
