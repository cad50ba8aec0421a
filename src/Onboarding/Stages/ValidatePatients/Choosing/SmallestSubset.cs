using System.Numerics;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>The fewest patients who together show every field that the product needs.</summary>
/// <param name="Patients">By their place in the list, the lowest numbers where several choices are as small.</param>
/// <param name="Fields">How many needed fields they show together.</param>
/// <param name="Unseen">Needed fields that no patient shows.</param>
/// <param name="Exact">False where there were too many patients to try every choice.</param>
public sealed record SmallestSubset(IReadOnlyList<int> Patients, int Fields, IReadOnlyList<string> Unseen, bool Exact)
{
    /// <summary>Up to this many patients every choice is tried.</summary>
    public const int MostExact = 20;

    /// <summary>Null where no patient shows any needed field.</summary>
    public static SmallestSubset? Of(ValidationMatrix matrix)
    {
        var needed = matrix.Fields.Where(field => field.Requirement is FieldRequirement.Identity or FieldRequirement.Required).ToList();
        var seen = needed.Where(field => field.Cells.Any(cell => cell.State is CheckState.Passed)).ToList();
        if (seen.Count == 0)
            return null;
        var shows = matrix.Patients.Select((_, at) => seen.Aggregate(BigInteger.Zero, (bits, field) => (bits << 1) | (field.Cells[at].State is CheckState.Passed ? 1 : 0))).ToList();
        var all = (BigInteger.One << seen.Count) - 1;
        var exact = matrix.Patients.Count <= MostExact;
        var chosen = exact ? Exactly(shows, all) : Greedily(shows, all);
        return new([.. chosen.Select(at => matrix.Patients[at].Number).Order()], seen.Count, [.. needed.Except(seen).Select(field => field.Label)], exact);
    }

    // Choices of one, of two, of three: the first that shows everything is the smallest, and among its like the one with the lowest numbers.
    private static IReadOnlyList<int> Exactly(List<BigInteger> shows, BigInteger all)
    {
        for (var size = 1; size < shows.Count; size++)
        {
            if (Choose(shows, all, size, 0, BigInteger.Zero) is { } found)
                return found;
        }

        return [.. Enumerable.Range(0, shows.Count)];
    }

    private static List<int>? Choose(List<BigInteger> shows, BigInteger all, int left, int from, BigInteger shown)
    {
        if (shown == all)
            return [];
        if (left == 0)
            return null;
        for (var at = from; at <= shows.Count - left; at++)
        {
            // Who adds nothing is in no smallest choice.
            if ((shown | shows[at]) != shown && Choose(shows, all, left - 1, at + 1, shown | shows[at]) is { } rest)
                return [at, .. rest];
        }

        return null;
    }

    private static List<int> Greedily(List<BigInteger> shows, BigInteger all)
    {
        var (chosen, shown) = (new List<int>(), BigInteger.Zero);
        while (shown != all)
        {
            var best = Enumerable.Range(0, shows.Count).MaxBy(at => Bits(shows[at] & ~shown));
            chosen.Add(best);
            shown |= shows[best];
        }

        return chosen;
    }

    private static long Bits(BigInteger bits)
    {
        var count = 0L;
        for (; !bits.IsZero; bits &= bits - 1)
            count++;
        return count;
    }
}
