using EhrAdapters.Diagnosis;

namespace Portal.Components.Controls;

/// <summary>A mailto link that every mail program takes: longer ones are cut off by browsers and systems without a word, so we cut first and say so.</summary>
public sealed record MailLink(string Href, bool Shortened)
{
    /// <summary>Windows hands on about two thousand characters.</summary>
    public const int Longest = 1_950;

    private const string Rest = "\n[The letter goes on. Please paste the rest from the portal.]\n";

    public static MailLink Of(Letter letter)
    {
        var whole = Link(letter.Subject, letter.Body);
        if (whole.Length <= Longest)
            return new(whole, false);
        var lines = letter.Body.Split('\n');
        for (var kept = lines.Length - 1; kept > 0; kept--)
        {
            if (Link(letter.Subject, string.Join('\n', lines[..kept]) + Rest) is { Length: <= Longest } cut)
                return new(cut, true);
        }

        return new(Link(letter.Subject, Rest), true);
    }

    private static string Link(string subject, string body) => $"mailto:?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(body)}";
}
