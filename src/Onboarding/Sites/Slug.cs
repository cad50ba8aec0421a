using System.Globalization;
using System.Text;

namespace Onboarding.Sites;

public static class Slug
{
    // Addresses beside the sites' own: /sites/new is the form.
    private static readonly string[] Reserved = ["new"];

    /// <summary>A name as it stands in an address: <c>St. Mary’s, Dubuque</c> becomes <c>st-mary-s-dubuque</c>.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().Trim('-');
        return text.Length == 0 ? "site" : Reserved.Contains(text) ? $"{text}-site" : text[..Math.Min(text.Length, 60)];
    }
}
