namespace EhrAdapters.Mapping.Completion;

/// <summary>Follows an expression up to the caret and knows which elements it stands on. Never throws: what it does not understand selects nothing.</summary>
internal sealed class Reader(ElementNode root)
{
    private const int Deepest = 40;

    private readonly Stack<Focus> outer = new();

    internal Focus Focus { get; private set; } = new(null, [], [root]);

    /// <summary>The last sign was a dot: what follows is a child or a function.</summary>
    internal bool AfterDot { get; private set; }

    internal void Read(IReadOnlyList<Token> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.Kind is TokenKind.Name && at + 1 < tokens.Count && tokens[at + 1].Kind is TokenKind.Open)
            {
                Call(token.Text);
                at++;
            }
            else
            {
                Read(token);
            }
        }
    }

    /// <summary>What a name at the caret would be a child of.</summary>
    internal IReadOnlyList<ElementNode> Place => AfterDot ? Focus.Now ?? [] : Focus.Here;

    private void Read(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Dot:
                AfterDot = true;
                return;
            case TokenKind.Name when Focus.WantsType:
                Focus.Typed(token.Text);
                break;
            case TokenKind.Name:
                Focus.Now = Named(token.Text);
                break;
            case TokenKind.Literal:
                Focus.Literal(token.Text);
                break;
            case TokenKind.Variable:
                Focus.Now = token.Text is "$this" ? Focus.Here : token.Text is "%resource" or "%rootResource" or "%context" ? [root] : [];
                break;
            case TokenKind.Open:
                Push(new(null, [], Focus.Here));
                break;
            case TokenKind.IndexOpen:
                Push(new("[", Focus.Now ?? [], Focus.Here));
                break;
            case TokenKind.Close or TokenKind.IndexClose:
                Leave();
                break;
            case TokenKind.Comma:
                Focus.Next();
                break;
            case TokenKind.Operator:
                Focus.Operate(token.Text);
                break;
        }

        AfterDot = false;
    }

    private IReadOnlyList<ElementNode> Named(string name) =>
        !AfterDot && name == root.Name && Focus.Here.Contains(root) ? [root]
        : [.. Place.Select(node => node.Child(name)).OfType<ElementNode>()];

    private void Call(string function)
    {
        var subject = AfterDot ? Focus.Now ?? [] : Focus.Here;
        // A condition and a projection look at each element of their subject, everything else at what is around it.
        var here = function is "where" or "select" or "exists" or "all" or "repeat" or "iif" ? subject : Focus.Here;
        Push(new(function, subject, here));
        AfterDot = false;
    }

    private void Push(Focus next)
    {
        if (outer.Count >= Deepest)
            return;
        outer.Push(Focus);
        Focus = next;
    }

    private void Leave()
    {
        if (!outer.TryPop(out var around))
            return;
        around.Now = Functions.Result(Focus);
        Focus = around;
    }
}
