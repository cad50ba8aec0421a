using System.Text;

namespace Onboarding.Stages.MapFields.Fleet;

/// <summary>FHIRPath without the white space that means nothing, so that two ways to write one expression are one.</summary>
internal static class ExpressionText
{
    internal static string Normalise(string expression)
    {
        var text = new StringBuilder(expression.Length);
        var (gap, quote, escaped) = (false, '\0', false);
        foreach (var character in expression)
        {
            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                gap = true;
                continue;
            }

            // Between two words a space separates; beside a dot, bracket or operator it says nothing.
            if (gap && text.Length > 0 && IsWord(text[^1]) && IsWord(character))
                text.Append(' ');
            gap = false;
            text.Append(character);
            if (escaped)
                escaped = false;
            else if (quote != '\0' && character == '\\')
                escaped = true;
            else if (quote == character)
                quote = '\0';
            else if (quote == '\0' && character is '\'' or '`')
                quote = character;
        }

        return text.ToString();
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '\'' or '`' or '%' or '$';
}
