using System.Globalization;
using System.Text;

namespace Onboarding.Sites;

public static class Slug
{
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
        return text.Length > 0 ? text[..Math.Min(text.Length, 60)] : "site";
    }
}
