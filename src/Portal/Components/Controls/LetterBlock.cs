using System.Text.RegularExpressions;

namespace Portal.Components.Controls;

public enum LetterBlockKind
{
    Text,
    Numbered,
    Facts,
    Listed,
    Command,
}

/// <summary>Lines of a letter that belong together, read from plain text; whatever was typed there comes out word by word.</summary>
public sealed partial record LetterBlock(LetterBlockKind Kind, string? Title, IReadOnlyList<string> Lines)
{
    private const int LongestTitle = 48;

    public IReadOnlyList<(string Name, string Value)> Facts =>
        [.. Lines.Select(line => line.IndexOf(": ", StringComparison.Ordinal) is var colon && colon > 0 ? (line[..colon], line[(colon + 2)..]) : (line, ""))];

    public static IReadOnlyList<LetterBlock> Read(string text) =>
        [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SelectMany(Paragraph)];

    private static IEnumerable<LetterBlock> Paragraph(string paragraph)
    {
        string[] lines = [.. paragraph.Split('\n').Where(line => line.Trim().Length > 0)];
        if (lines.Length == 0)
            yield break;
        var title = lines.Length > 1 && IsTitle(lines[0]) ? lines[0] : null;
        List<string> together = [];
        LetterBlockKind? kind = null;
        foreach (var line in title is null ? lines : lines[1..])
        {
            if (kind is { } running && KindOf(line) != running)
            {
                yield return Made(running, title, together);
                (title, together) = (null, []);
            }

            kind = KindOf(line);
            together.Add(line);
        }

        yield return Made(kind!.Value, title, together);
    }

    private static LetterBlock Made(LetterBlockKind kind, string? title, List<string> lines) => kind switch
    {
        LetterBlockKind.Listed when lines.TrueForAll(line => line.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 40) => new(LetterBlockKind.Facts, title, [.. lines.Select(line => line[2..])]),
        LetterBlockKind.Listed => new(kind, title, [.. lines.Select(line => line[2..])]),
        LetterBlockKind.Numbered => new(kind, title, [.. lines.Select(line => Number().Replace(line, ""))]),
        LetterBlockKind.Command => new(kind, title, [.. lines.Select(line => line.Trim())]),
        LetterBlockKind.Text or LetterBlockKind.Facts => new(kind, title, lines),
    };

    private static LetterBlockKind KindOf(string line) =>
        line.StartsWith("    ", StringComparison.Ordinal) ? LetterBlockKind.Command
        : line.StartsWith("- ", StringComparison.Ordinal) ? LetterBlockKind.Listed
        : Number().IsMatch(line) ? LetterBlockKind.Numbered
        : LetterBlockKind.Text;

    private static bool IsTitle(string line) =>
        line.Length <= LongestTitle && !".,:;?!".Contains(line[^1], StringComparison.Ordinal) && KindOf(line) is LetterBlockKind.Text;

    [GeneratedRegex(@"^\d{1,2}\. ")]
    private static partial Regex Number();
}
