using System.Globalization;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Gates;

/// <summary>The gates over the plan: what was agreed, who is there, and that nothing runs out on the way.</summary>
internal static class PlanGates
{
    public static IEnumerable<GateResult> Of(GateFacts facts)
    {
        if (facts.Plan is not { Content: var plan })
            return facts.Environment is { } environment && environment.NeedsPlan()
                ? [Shut(facts, GateCodes.Plan, "A go-live plan", $"In {EvidenceGates.Word(environment)} nobody goes live without one.", null, "Make the plan: window, units, contacts, the hospital's part.", PlanPart.Window)]
                : [];
        return [Window(facts, plan), Units(facts, plan), Contacts(facts, plan), Tasks(facts, plan), Drill(facts), Routes(facts, plan), Exceptions(facts), Keys(facts, plan)];
    }

    private static GateResult Window(GateFacts facts, PlanContent plan)
    {
        const string Title = "Change window, not frozen";
        var zone = facts.Site.TimeZone;
        if (plan.Window is not { } window)
            return Shut(facts, GateCodes.Window, Title, "No window is agreed yet.", null, "Choose the hospital's change window.", PlanPart.Window);
        var words = window.Words(zone);
        if (ChangeWindows.Frozen(window, facts.Freezes, zone) is { } frozen)
            return Shut(facts, GateCodes.Window, Title, frozen, words, frozen, PlanPart.Window, GateState.Closed, $"{facts.Site.OwnerName} or an administrator");
        if (window.BackBy <= facts.Now)
            return Shut(facts, GateCodes.Window, Title, $"The last moment to go back was {SiteClock.Words(window.BackBy, zone)}.", words, "Agree on another window.", PlanPart.Window, GateState.Closed);
        return new(GateCodes.Window, Title, GateState.Open, $"{words}{(window.ChangeNumber is { Length: > 0 } number ? $", change {number}" : "")}.", null,
            window.From > facts.Now ? $"in {Ago.Exact(window.From - facts.Now)}" : $"open, {Ago.Exact(window.BackBy - facts.Now)} left", null, Stage.GoLive) { Part = PlanPart.Window };
    }

    private static GateResult Units(GateFacts facts, PlanContent plan) => plan.Units.Count == 0
        ? Shut(facts, GateCodes.Units, "Care units in order", "No unit is named, so nobody could be admitted first.", "none", "Name the units whose callers are admitted one after the other.", PlanPart.Units)
        : new(GateCodes.Units, "Care units in order", GateState.Open, $"{PlanWords.Words(plan.Units)}.", plan.Units.Count == 1 ? "1 unit" : $"{plan.Units.Count} units", null, null, Stage.GoLive) { Part = PlanPart.Units };

    private static GateResult Contacts(GateFacts facts, PlanContent plan)
    {
        const string Title = "Contacts in the window";
        var missing = Enum.GetValues<ContactRole>().Where(role => plan.Contact(role) is not { } contact || contact is { Mail: not { Length: > 0 }, Phone: not { Length: > 0 } }).ToList();
        var of = $"{4 - missing.Count} of 4";
        return missing.Count == 0
            ? new(GateCodes.Contacts, Title, GateState.Open, string.Join(", ", plan.Contacts.OrderBy(contact => contact.Role).Select(contact => contact.Name)) + ".", of, null, null, Stage.GoLive) { Part = PlanPart.Contacts }
            : Shut(facts, GateCodes.Contacts, Title, "Somebody who is needed in the window cannot be reached.", of,
                $"Name with a mail address or a phone number: {string.Join(", ", missing.Select(role => role.Word().ToLowerInvariant()))}.", PlanPart.Contacts);
    }

    // Named is not reached: only an alert that both sides acknowledged proves a route.
    private static GateResult Routes(GateFacts facts, PlanContent plan)
    {
        const string Title = "Alerts reach both sides";
        var (ours, theirs) = (plan.AlertRoutes.Any(role => !role.IsHospital()), plan.AlertRoutes.Any(role => role.IsHospital()));
        var named = string.Join(", ", plan.AlertRoutes.Order().Select(role => plan.Contact(role)?.Name ?? role.Word()));
        return (ours, theirs) switch
        {
            (true, true) when facts.Drill is { State: GateState.Open, Newest: { } held } =>
                new(GateCodes.Routes, Title, GateState.Open, $"They go to {named}; {held.OursBy} and {held.HospitalBy} acknowledged the test alert.", $"{plan.AlertRoutes.Count} people", null, null, Stage.GoLive) { Part = PlanPart.Contacts },
            (true, true) => new(GateCodes.Routes, Title, GateState.NotEnoughEvidence, $"They go to {named}; nobody has proven yet that they arrive.", $"{plan.AlertRoutes.Count} people", null, "Hold the fire drill: both sides acknowledge its test alert.", Stage.GoLive) { Who = "Both sides" },
            (true, _) => Shut(facts, GateCodes.Routes, Title, "An alert that nobody hears is none.", "our side", "Choose who at the hospital hears alerts.", PlanPart.Contacts),
            (_, true) => Shut(facts, GateCodes.Routes, Title, "An alert that nobody hears is none.", "the hospital", "Choose who on our side hears alerts.", PlanPart.Contacts),
            _ => Shut(facts, GateCodes.Routes, Title, "An alert that nobody hears is none.", "nobody", "Choose who hears alerts on our side and at the hospital.", PlanPart.Contacts),
        };
    }

    private static GateResult Drill(GateFacts facts)
    {
        var gate = facts.Drill.Gate(facts.Site.OwnerName);
        return facts.Drill is { State: GateState.Open, Newest.FinishedAt: { } held } && facts.Window is { } window && held + FireDrill.Life < window.From
            ? gate with { Explanation = $"{gate.Explanation} It will be too old by the window: hold it again before." } : gate;
    }

    private static GateResult Tasks(GateFacts facts, PlanContent plan)
    {
        const string Title = "The hospital's part is done";
        var kinds = Enum.GetValues<HospitalTaskKind>();
        var missing = kinds.Where(kind => plan.Task(kind) is null).ToList();
        var of = $"{kinds.Length - missing.Count} of {kinds.Length}";
        return missing.Count == 0
            ? new(GateCodes.Tasks, Title, GateState.Open, string.Join(", ", plan.Tasks.OrderBy(task => task.Kind).Select(task => $"{task.Kind.Word().ToLowerInvariant()} {task.Reference}")) + ".", of, null, null, Stage.GoLive) { Part = PlanPart.Tasks }
            : Shut(facts, GateCodes.Tasks, Title, "The hospital has something left to do.", of,
                $"Note when the hospital has done it, and under which number: {string.Join(", ", missing.Select(kind => kind.Word().ToLowerInvariant()))}.", PlanPart.Tasks, who: "The hospital");
    }

    private static GateResult Exceptions(GateFacts facts)
    {
        const string Title = "Exceptions are still valid";
        if (facts.Exceptions.Count == 0)
            return new(GateCodes.Exceptions, Title, GateState.Open, "Nothing was accepted as an exception.", "none", null, null, null);
        var at = facts.Window?.To ?? facts.Now;
        var all = facts.Exceptions.Count;
        if (facts.Exceptions.FirstOrDefault(one => one.ExpiresAt <= at) is { } ends)
        {
            return new(GateCodes.Exceptions, Title, GateState.Closed, $"“{ends.Check}” is accepted until {Day(facts.LastDay(ends))} only, before the window ends.", $"{facts.Exceptions.Count(one => one.ExpiresAt > at)} of {all}", null,
                $"Repair “{ends.Check}” and run {ends.Stage.Title().ToLowerInvariant()} again, or let an engineer decide about it anew.", ends.Stage) { Who = ends.OwnerName };
        }

        var first = facts.Exceptions[0];
        return new(GateCodes.Exceptions, Title, GateState.Open, $"“{first.Check}” until {Day(facts.LastDay(first))}, owner {first.OwnerName}{(all == 1 ? "" : $", and {all - 1} more")}.",
            $"{all} of {all}", $"{Ago.Span(first.ExpiresAt!.Value - facts.Now)} left", null, first.Stage);
    }

    private static GateResult Keys(GateFacts facts, PlanContent plan)
    {
        const string Title = "Nothing runs out until hypercare ends";
        var end = RampSpan.EndOfHypercare(plan, facts.Now, facts.Site.TimeZone);
        if (facts.Ending.Count == 0)
            return new(GateCodes.Keys, Title, GateState.Open, "No certificate of ours and no private authority is in use that could end.", "none", null, null, null);
        var first = facts.Ending[0];
        var day = Day(SiteClock.Day(first.Ends, facts.Site.TimeZone));
        return first.Ends > end
            ? new(GateCodes.Keys, Title, GateState.Open, $"{first.What} lasts until {day}; hypercare ends about {Day(SiteClock.Day(end, facts.Site.TimeZone))}.", null, $"{Ago.Span(first.Ends - facts.Now)} left", null, null)
            : new(GateCodes.Keys, Title, GateState.Closed, $"{first.What} ends on {day}, before hypercare does (about {Day(SiteClock.Day(end, facts.Site.TimeZone))}).", null, $"{Ago.Span(first.Ends - facts.Now)} left",
                "Replace it first, on the page of keys and certificates.", null) { Who = facts.Site.OwnerName };
    }

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static GateResult Shut(GateFacts facts, string code, string title, string explanation, string? measured, string opens, PlanPart part, GateState state = GateState.NotEnoughEvidence, string? who = null) =>
        new(code, title, state, explanation, measured, null, opens, Stage.GoLive) { Part = part, Who = who ?? facts.Site.OwnerName };
}
