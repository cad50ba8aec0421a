using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Review;

namespace Portal.Components.Review;

/// <summary>What an answer ends or opens, in words, before it is saved.</summary>
internal sealed record EffectWords(CheckState State, string Title, string Text)
{
    internal static EffectWords Returning(IReadOnlyList<ReviewItem> items) => new(
        CheckState.NotApplicable, items.Count == 1 ? "The gate stays closed; it is the CSM's move." : "The gates stay closed; it is the CSMs' move.",
        $"{Names(items.Select(item => item.Site.OwnerName))} {(items.Select(item => item.Site.OwnerName).Distinct().Count() == 1 ? "sees" : "see")} the instruction at {Names(items.Select(item => item.Site.Name))}. It leaves this queue until a newer run fails.");

    internal static EffectWords Sending(ReviewItem item) => new(
        CheckState.NotApplicable, "The gate stays closed; it is the hospital's move.",
        $"{item.Site.Name} waits for the answer from then on. The report leaves this queue, and comes back if they say that the fault is not theirs.");

    internal static EffectWords Accepting(ReviewEffect effect, Stage stage)
    {
        var gate = $"“{stage.Title()}”";
        var shut = string.Join(" ", effect.StaysShut.Select(one => $"{one.Site.Name} stays closed: {one.Why}."));
        const string Then = "After the last day the check closes the gate again by itself.";
        return effect.Opens.Count == 0
            ? new(CheckState.NotApplicable, $"Opens no gate: {gate} stays closed.", $"{shut} {Then}")
            : new(CheckState.Warning, effect.Opens.Count == 1 ? $"Opens the gate of {gate} at {effect.Opens[0].Name}." : $"Opens the gate of {gate} at {effect.Opens.Count} sites.",
                string.Join(" ", new[] { effect.Opens.Count == 1 ? "" : $"{Names(effect.Opens.Select(site => site.Name))} may go on with a warning.", shut, Then }.Where(text => text.Length > 0)));
    }

    private static string Names(IEnumerable<string> all) => all.Distinct().ToList() switch
    {
        [var one] => one,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
        [] => "",
    };
}
