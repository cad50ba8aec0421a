using System.Text;

namespace Onboarding.Directories;

/// <summary>What a person typed, as words that mean nothing but themselves to the full-text index.</summary>
internal static class SearchWords
{
    private const int MostWords = 8;
    private const int LongestWord = 40;

    /// <summary>Letters and digits, cut at everything else; an address is searched by its host.</summary>
    internal static IReadOnlyList<string> Of(string text)
    {
        text = text.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            text = url.IdnHost;
        var words = new List<string>();
        var word = new StringBuilder();
        // An apostrophe cuts as it does in the index; half a surrogate pair becomes the replacement sign and cuts too.
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark))
            {
                if (word.Length < LongestWord)
                    word.Append(rune.ToString());
                continue;
            }

            Close();
            if (words.Count == MostWords)
                break;
        }

        Close();
        return words.Count > MostWords ? words[..MostWords] : words;

        void Close()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>True where the words are enough to search by: one letter finds half of the country.</summary>
    internal static bool Enough(IReadOnlyList<string> words) => words.Sum(word => word.Length) >= 2;

    /// <summary>Every word somewhere, each as a beginning.</summary>
    internal static string Anywhere(IReadOnlyList<string> words) =>
        $"{{Name Aliases Place Vendor Host}} : ({string.Join(" AND ", words.Select(Prefix))})";

    /// <summary>The first word in the name, at its very beginning where asked, the others anywhere.</summary>
    internal static string InName(IReadOnlyList<string> words, bool atStart)
    {
        var first = $"(Name : {(atStart ? "^ " : "")}{Prefix(words[0])})";
        return words.Count == 1 ? first : $"{first} AND {Anywhere([.. words.Skip(1)])}";
    }

    private static string Prefix(string word) => $"\"{word}\" *";
}
