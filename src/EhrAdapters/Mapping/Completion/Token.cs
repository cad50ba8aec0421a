namespace EhrAdapters.Mapping.Completion;

internal enum TokenKind
{
    Name,
    Literal,
    Variable,
    Dot,
    Open,
    Close,
    IndexOpen,
    IndexClose,
    Comma,
    Operator,
}

/// <summary>One word or sign of an expression; names and texts stand without their quotes, which count for where it starts and ends.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, bool IsText = false, bool Unclosed = false)
{
    /// <summary>An operand may end with it, so that what follows is an operator.</summary>
    internal bool EndsOperand => Kind is TokenKind.Name or TokenKind.Literal or TokenKind.Variable or TokenKind.Close or TokenKind.IndexClose;
}
