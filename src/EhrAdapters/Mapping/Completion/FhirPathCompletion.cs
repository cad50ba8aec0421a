using EhrAdapters.Mapping.Suggestions;

namespace EhrAdapters.Mapping.Completion;

/// <summary>Completes an expression at the caret with what really occurs in the sample records.</summary>
public static class FhirPathCompletion
{
    private const int Most = 60;

    // The parser behind the field map takes no longer expression either.
    private const int LongestExpression = 1500;

    /// <summary>What may stand at the caret, best first; nothing where only somebody who knows can go on. Never throws.</summary>
    /// <param name="expression">The whole text; what follows the caret may be anything.</param>
    /// <param name="caret">Between 0 and the text's length; what lies outside is moved to its nearer end.</param>
    /// <param name="tree">The elements that occur.</param>
    /// <param name="resourceType">The type of the resource that the expression is read on, such as <c>Patient</c>.</param>
    public static Completions Complete(string expression, int caret, ElementTree tree, string resourceType)
    {
        caret = Math.Clamp(caret, 0, expression.Length);
        if (tree.Root(resourceType) is not { } root || caret > LongestExpression)
            return Completions.None(caret);
        var tokens = Tokens.Of(expression[..caret]);
        var last = tokens.Count > 0 ? tokens[^1] : default;
        var typed = tokens.Count > 0 && last.End == caret && (last.Unclosed || last.Kind is TokenKind.Name || (last.Kind is TokenKind.Operator && Tokens.IsNamePart(last.Text[0])));
        if (typed)
            tokens.RemoveAt(tokens.Count - 1);
        var reader = new Reader(root);
        reader.Read(tokens);
        if (typed && last is { IsText: true })
            return Texts(expression, last, caret, reader, root.Records);
        // After a complete operand only a dot or an operator can stand.
        if (!reader.AfterDot && tokens.Count > 0 && tokens[^1].EndsOperand)
            return Completions.None(caret);
        var prefix = typed ? last.Text : "";
        return new(typed ? last.Start : caret, EndOfWord(expression, caret), Rank([.. Items(reader, expression, caret, root)], prefix)) { Typed = prefix };
    }

    private static IEnumerable<Completion> Items(Reader reader, string expression, int caret, ElementNode root)
    {
        var called = NextSign(expression, EndOfWord(expression, caret)) == '(';
        if (reader.Focus.WantsType && !reader.AfterDot)
            return (reader.Focus.Operator is null ? reader.Focus.Subject : reader.Focus.Left).SelectMany(node => node.Types).Distinct(StringComparer.Ordinal)
                .Select(type => new Completion(type, CompletionKind.Type, null, 0, 0));
        var texts = reader.AfterDot ? [] : Asked(reader).Select(value => Text(ProfilePlaces.Quote(value.Value), value.Records, root.Records));
        var elements = reader.Place.SelectMany(node => node.Children).GroupBy(node => node.Name, StringComparer.Ordinal)
            .Select(same => new Completion(same.Key, CompletionKind.Element, string.Join(" or ", same.SelectMany(node => node.Types).Distinct(StringComparer.Ordinal).Take(3)), same.Max(node => node.Records), root.Records));
        var functions = (reader.AfterDot ? Functions.Offered : Functions.Beginning)
            .Select(function => new Completion(called ? function.Text.Split('(')[0] : function.Text, CompletionKind.Function, function.Says, 0, 0));
        return [.. texts, .. elements.OrderByDescending(item => item.Found).ThenBy(item => item.Text, StringComparer.Ordinal), .. functions];
    }

    private static Completions Texts(string expression, Token quote, int caret, Reader reader, int records)
    {
        var end = expression.IndexOf('\'', caret) is var close and >= 0 ? close + 1 : caret;
        return new(quote.Start, end, [.. Asked(reader).Select(value => (value, Quoted: ProfilePlaces.Quote(value.Value)))
            .Where(item => item.value.Value.Contains(quote.Text, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.value.Value.StartsWith(quote.Text, StringComparison.OrdinalIgnoreCase))
            .Select(item => Text(item.Quoted, item.value.Records, records)).Take(Most)]) { Typed = ProfilePlaces.Quote(quote.Text) };
    }

    // What the place holds that the condition compares with a text.
    private static IEnumerable<(string Value, int Records)> Asked(Reader reader)
    {
        var focus = reader.Focus;
        var compared = focus.Operator is "=" or "!=" or "~" or "!~" or "in" && focus.Now is null ? focus.Left
            : focus is { Function: "extension", Operator: null, Now: null } ? focus.Subject.Select(node => node.Child("extension")?.Child("url")).OfType<ElementNode>()
            : [];
        return compared.SelectMany(node => node.Values).GroupBy(value => value.Value, StringComparer.Ordinal).Select(value => (value.Key, value.Max(same => same.Records)))
            .OrderByDescending(value => value.Item2).ThenBy(value => value.Key, StringComparer.Ordinal);
    }

    private static Completion Text(string quoted, int found, int of) => new(quoted, CompletionKind.Text, null, found, of);

    private static IReadOnlyList<Completion> Rank(IReadOnlyList<Completion> items, string prefix) =>
        prefix.Length == 0 ? [.. items.Take(Most)]
        : [.. items.Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).OrderByDescending(item => item.Text.StartsWith(prefix, StringComparison.Ordinal)).Take(Most)];

    private static int EndOfWord(string expression, int at)
    {
        while (at < expression.Length && Tokens.IsNamePart(expression[at]))
            at++;
        return at;
    }

    private static char NextSign(string expression, int at) => at < expression.Length ? expression[at] : '\0';
}
