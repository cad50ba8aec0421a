using System.Text;

namespace EhrAdapters.Mapping.Completion;

/// <summary>Reads the words and signs of an expression that may not be finished.</summary>
internal static class Tokens
{
    private static readonly string[] WordOperators = ["and", "or", "xor", "implies", "div", "mod", "in", "contains", "is", "as"];

    internal static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = Next(text, at, tokens.Count > 0 ? tokens[^1] : null);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    internal static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private static Token Next(string text, int at, Token? before)
    {
        var first = text[at];
        if (first is '\'' or '`')
            return Quoted(text, at, first);
        if (char.IsAsciiLetter(first) || first == '_')
            return Name(text, at, before);
        if (char.IsAsciiDigit(first) || first == '@')
            return new(TokenKind.Literal, "", at, EndOf(text, at + 1, character => char.IsAsciiLetterOrDigit(character) || character is ':' or '-' or '+'));
        if (first is '%' or '$')
        {
            var end = EndOf(text, at + 1, character => IsNamePart(character) || character is '-' or '`');
            return new(TokenKind.Variable, text[at..end], at, end);
        }

        return Sign(text, at, first);
    }

    private static Token Sign(string text, int at, char first) => first switch
    {
        '.' => new(TokenKind.Dot, ".", at, at + 1),
        '(' => new(TokenKind.Open, "(", at, at + 1),
        ')' => new(TokenKind.Close, ")", at, at + 1),
        '[' => new(TokenKind.IndexOpen, "[", at, at + 1),
        ']' => new(TokenKind.IndexClose, "]", at, at + 1),
        ',' => new(TokenKind.Comma, ",", at, at + 1),
        _ when at + 1 < text.Length && text[at..(at + 2)] is "!=" or "!~" or "<=" or ">=" => new(TokenKind.Operator, text[at..(at + 2)], at, at + 2),
        _ => new(TokenKind.Operator, first.ToString(), at, at + 1),
    };

    private static Token Name(string text, int at, Token? before)
    {
        var end = EndOf(text, at, IsNamePart);
        var word = text[at..end];
        return new(before is { EndsOperand: true } && WordOperators.Contains(word) ? TokenKind.Operator : TokenKind.Name, word, at, end);
    }

    private static Token Quoted(string text, int start, char quote)
    {
        var content = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == quote)
                return new(quote == '`' ? TokenKind.Name : TokenKind.Literal, content.ToString(), start, at + 1, quote == '\'');
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            content.Append(text[at]);
        }

        return new(quote == '`' ? TokenKind.Name : TokenKind.Literal, content.ToString(), start, text.Length, quote == '\'', Unclosed: true);
    }

    private static int EndOf(string text, int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
            at++;
        return at;
    }
}
