using System.Globalization;

namespace EhrAdapters.Mapping;

/// <summary>Masks values for previews: enough to see that a value has the right shape, never enough to know it.</summary>
public static class Masking
{
    private const char Dot = '•';

    // The true length of a long value says more than a preview needs.
    private const int Longest = 40;

    /// <summary>
    /// The first letter of a value of three characters or more, then a dot for every letter and digit; punctuation and
    /// spaces stay, so that dates and phone numbers keep their pattern.
    /// </summary>
    public static string Mask(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return "";
        var text = value.Trim();
        var shown = text.Length > Longest ? text[..Longest] : text;
        var masked = string.Concat(shown.Select((character, index) => index == 0 && text.Length > 2 && char.IsLetter(character) ? character
            : char.IsPunctuation(character) || char.IsWhiteSpace(character) || character == '+' ? character
            : Dot));
        return text.Length > Longest ? masked + "…" : masked;
    }

    /// <summary>A normalised field's value, masked; empty where there is none.</summary>
    public static string Mask(NormalisedField field) => field.Value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        PersonName name => Mask(string.Join(' ', [.. name.Given, name.Family])) is { Length: > 0 } parts ? parts : Mask(name.Text),
        PostalAddress address => Mask(string.Join(", ", new[] { string.Join(' ', address.Lines), address.City, address.State, address.PostalCode }.Where(part => !string.IsNullOrWhiteSpace(part)))),
        string text => Mask(text),
        // The unit is no patient's.
        MeasuredQuantity quantity => $"{Mask(quantity.Number.ToString(CultureInfo.InvariantCulture))} {quantity.Unit}",
        _ => new string(Dot, 3),
    };
}
