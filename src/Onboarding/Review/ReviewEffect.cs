using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>What accepting these failures would do to their gates, told before anybody saves it.</summary>
/// <param name="Opens">Sites whose gate of this stage opens.</param>
/// <param name="StaysShut">Sites whose gate stays closed, each with what else keeps it closed.</param>
public sealed record ReviewEffect(IReadOnlyList<Site> Opens, IReadOnlyList<(Site Site, string Why)> StaysShut)
{
    public static ReviewEffect Of(IEnumerable<ReviewItem> items)
    {
        List<Site> opens = [];
        List<(Site, string)> shut = [];
        foreach (var item in items)
        {
            IReadOnlyList<ResultRow> after = [.. item.Run.Rows.Select(row => ReferenceEquals(row, item.Row) ? row with { State = CheckState.Warning } : row)];
            if (Exceptions.VerdictOf(after) is CheckState.Passed or CheckState.Warning)
                opens.Add(item.Site);
            else
                shut.Add((item.Site, Why(after)));
        }

        return new(opens, shut);
    }

    private static string Why(IReadOnlyList<ResultRow> rows)
    {
        var failed = rows.Count(row => row.State is CheckState.Failed);
        var open = rows.Count(row => row.State is CheckState.NotReached || row is { State: CheckState.CouldNotAssess, Needed: true });
        return failed > 0 ? $"{Checks(failed)} failed as well"
            : open > 0 ? $"{Checks(open)} could not be judged or reached"
            : "nothing else was judged, and an exception proves nothing";
    }

    private static string Checks(int count) => count == 1 ? "1 other check" : $"{count} other checks";
}
