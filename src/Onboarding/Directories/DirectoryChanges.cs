namespace Onboarding.Directories;

/// <summary>What differs between two imports of one directory.</summary>
internal sealed record DirectoryChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Gone, IReadOnlyList<MovedEntry> Moved, IReadOnlySet<string> LostKeys)
{
    /// <summary>
    /// Compares by name: a name that is in both lists with another address moved, several branches of one name are paired as they
    /// come. An address that stays under another name is neither gone nor new.
    /// </summary>
    internal static DirectoryChanges Between(IReadOnlyList<Line> before, IReadOnlyList<Line> after)
    {
        var (stayed, lost) = (after.Select(line => line.Key).ToHashSet(), before.Select(line => line.Key).ToHashSet());
        lost.ExceptWith(stayed);
        var known = before.Select(line => line.Key).ToHashSet();
        var old = Left(before, after);
        var fresh = Left(after, before);
        var moved = old.SelectMany(name => name.Value.Zip(fresh.GetValueOrDefault(name.Key) ?? [], (from, to) => new MovedEntry(to.Name, from.Address, to.Address))).ToList();
        return new(
            [.. Rest(fresh, old).Where(line => !known.Contains(line.Key)).Select(line => line.Name)],
            [.. Rest(old, fresh).Where(line => !stayed.Contains(line.Key)).Select(line => line.Name)],
            moved,
            lost);
    }

    // By name, the lines of one list that the other does not hold as they are.
    private static Dictionary<string, List<Line>> Left(IReadOnlyList<Line> lines, IReadOnlyList<Line> others)
    {
        var same = others.Select(line => (Folded(line), line.Key)).ToHashSet();
        return lines.Where(line => !same.Contains((Folded(line), line.Key))).GroupBy(Folded).ToDictionary(name => name.Key, name => name.ToList());
    }

    private static IEnumerable<Line> Rest(Dictionary<string, List<Line>> lines, Dictionary<string, List<Line>> others) =>
        lines.SelectMany(name => name.Value.Skip(others.GetValueOrDefault(name.Key)?.Count ?? 0));

    private static string Folded(Line line) => line.Name.ToUpperInvariant();

    /// <param name="Key">The address as it is compared.</param>
    internal sealed record Line(string Name, string Address, string Key);
}
