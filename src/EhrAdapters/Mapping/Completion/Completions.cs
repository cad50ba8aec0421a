namespace EhrAdapters.Mapping.Completion;

/// <summary>What may stand at the caret.</summary>
/// <param name="Start">Where what is replaced begins.</param>
/// <param name="End">Where it ends; after the caret where the word goes on behind it.</param>
/// <param name="Items">Best first.</param>
public sealed record Completions(int Start, int End, IReadOnlyList<Completion> Items)
{
    /// <summary>What of the word stands before the caret.</summary>
    public string Typed { get; init; } = "";

    /// <summary>False where the word is finished as it stands, so that nobody has to be asked.</summary>
    public bool WorthShowing => Items.Count > 0 && Items[0].Text != Typed;

    internal static Completions None(int caret) => new(caret, caret, []);

    /// <summary>The expression with one of them in it, and where the caret stands then.</summary>
    public (string Expression, int Caret) Take(string expression, Completion item) =>
        (string.Concat(expression.AsSpan(0, Start), item.Text, expression.AsSpan(End)), Start + item.Text.Length);
}

/// <summary>One way to go on.</summary>
/// <param name="Text">What is written: a name, a function with its bracket, or a text in quotes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Says">Its FHIR type, or what the function does; null where its text says all.</param>
/// <param name="Found">Records in which it occurs; 0 for functions and types.</param>
/// <param name="Of">Records that were read; 0 for functions and types.</param>
public sealed record Completion(string Text, CompletionKind Kind, string? Says, int Found, int Of);

/// <summary>What a completion is.</summary>
public enum CompletionKind
{
    /// <summary>An element that occurs at this place.</summary>
    Element,

    /// <summary>A function of FHIRPath.</summary>
    Function,

    /// <summary>A system, URL or code that occurs at the place it is compared with.</summary>
    Text,

    /// <summary>A FHIR type that occurs at this place.</summary>
    Type,
}
