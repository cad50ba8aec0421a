namespace EhrAdapters.Mapping.Completion;

/// <summary>What stands inside one pair of brackets, as far as it is read.</summary>
/// <param name="function">The function whose argument it is; null for brackets that only group, and outside all brackets.</param>
/// <param name="subject">What the function is called on.</param>
/// <param name="here">What a name that stands first is a child of.</param>
internal sealed class Focus(string? function, IReadOnlyList<ElementNode> subject, IReadOnlyList<ElementNode> here)
{
    private readonly List<ElementNode> arguments = [];
    private readonly List<ElementNode> joined = [];
    private bool scalar;
    private int commas;

    internal string? Function => function;

    internal IReadOnlyList<ElementNode> Subject => subject;

    internal IReadOnlyList<ElementNode> Here => here;

    /// <summary>What the operand so far selects; null where an operand begins.</summary>
    internal IReadOnlyList<ElementNode>? Now { get; set; }

    /// <summary>What stood before the last operator.</summary>
    internal IReadOnlyList<ElementNode> Left { get; private set; } = [];

    internal string? Operator { get; private set; }

    /// <summary>The URL that the only condition asks for.</summary>
    internal string? Url { get; private set; }

    /// <summary>The text that stands alone, as in extension('…').</summary>
    internal string? Text { get; private set; }

    internal string? Type { get; private set; }

    internal bool WantsType => Operator is "is" or "as" || (function is "ofType" or "is" or "as" && Now is null && Operator is null);

    internal IReadOnlyList<ElementNode> Result
    {
        get
        {
            IReadOnlyList<ElementNode> last = scalar ? [] : Now ?? [];
            return [.. arguments.Concat(joined).Concat(last).Distinct()];
        }
    }

    internal void Operate(string sign)
    {
        if (sign == "|")
            joined.AddRange(Now ?? []);
        else if (sign is not "as")
            scalar = true;
        if (sign is "or" or "xor" or "implies")
            Url = null;
        (Left, Operator, Now) = (Now ?? [], sign, null);
    }

    internal void Literal(string text)
    {
        if (Operator is "=" && Left.Count > 0 && Left.All(node => node.Name == "url"))
            Url = text;
        (Text, Now) = (text, []);
    }

    internal void Typed(string type)
    {
        Type = type;
        Now = Operator is "as" ? [.. Left.Select(node => node.OfType(type)).OfType<ElementNode>()] : [];
        if (Operator is "as")
            Operator = null;
    }

    /// <summary>The next argument of the same function.</summary>
    internal void Next()
    {
        // The first argument of iif is its condition and selects nothing.
        if (function is not "iif" || commas > 0)
            arguments.AddRange(scalar ? joined : joined.Concat(Now ?? []));
        commas++;
        joined.Clear();
        (Now, Operator, Left, scalar, Text) = (null, null, [], false, null);
    }
}
