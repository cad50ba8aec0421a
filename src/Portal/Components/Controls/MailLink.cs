using EhrAdapters.Diagnosis;

namespace Portal.Components.Controls;

/// <summary>A mailto link that every mail program takes: longer ones are cut off by browsers and systems without a word, so we cut first and say so.</summary>
public sealed record MailLink(string Href, bool Shortened)
{
    /// <summary>Windows hands on about two thousand characters.</summary>
    public const int Longest = 1_950;

    private const string Rest = "\n[The letter goes on. Please paste the rest from the portal.]\n";

    /// <summary>Without a reader: whoever sends it knows the analyst's address.</summary>
    public static MailLink Of(Letter letter) => Of("", letter.Subject, letter.Body);

    public static MailLink Of(string to, string subject, string body)
    {
        var whole = Link(to, subject, body);
        if (whole.Length <= Longest)
            return new(whole, false);
        var lines = body.Split('\n');
        for (var kept = lines.Length - 1; kept > 0; kept--)
        {
            if (Link(to, subject, string.Join('\n', lines[..kept]) + Rest) is { Length: <= Longest } cut)
                return new(cut, true);
        }

        return new(Link(to, subject, Rest), true);
    }

    private static string Link(string to, string subject, string body) => $"mailto:{Uri.EscapeDataString(to)}?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(body)}";
}
