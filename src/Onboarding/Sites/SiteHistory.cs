using Onboarding.Lifecycle;
using Onboarding.Persistence;

namespace Onboarding.Sites;

/// <summary>The lines of a site's history that only announce what another line tells, and the history without them.</summary>
public static class SiteHistory
{
    private static readonly HashSet<string> Moves = [.. Enum.GetValues<SiteState>().Select(MovedOn)];

    internal static string Started(Stage stage) => $"{stage.Title()} started";

    internal static string MovedOn(SiteState state) => $"On to {state.Title().ToLowerInvariant()}";

    /// <summary>Leaves out the start of a run whose end is told, and the move that a passed stage brings by itself.</summary>
    /// <param name="newestFirst">The history, the newest line first.</param>
    public static IReadOnlyList<AuditEntry> Essential(IReadOnlyList<AuditEntry> newestFirst)
    {
        HashSet<Stage> told = [];
        List<AuditEntry> essential = [];
        foreach (var entry in newestFirst)
        {
            // One run at a time per site: whatever follows a start and speaks of its stage tells how it went.
            var about = StageList.All.Cast<Stage?>().FirstOrDefault(stage => entry.What.StartsWith($"{stage!.Value.Title()} ", StringComparison.Ordinal));
            var starts = about is { } one && entry.What == Started(one);
            if (!(starts && told.Remove(about!.Value)) && !Moves.Contains(entry.What))
                essential.Add(entry);
            if (about is { } stage && !starts)
                told.Add(stage);
        }

        return essential;
    }
}
