namespace EhrAdapters.Mapping.Completion;

/// <summary>What the functions of FHIRPath give, and the few that an expression of a field map is made of.</summary>
internal static class Functions
{
    /// <summary>Those that are offered, in the order of their use; a bracket is open where something belongs into it.</summary>
    internal static readonly IReadOnlyList<(string Text, string Says)> Offered =
    [
        ("where(", "keeps what fulfils a condition"),
        ("first()", "the first one"),
        ("exists()", "true where there is one"),
        ("ofType(", "keeps one type"),
        ("select(", "takes something of each"),
        ("extension(", "the extension with this URL"),
        ("last()", "the last one"),
        ("empty()", "true where there is none"),
        ("count()", "how many"),
        ("not()", "turns true and false round"),
        ("toString()", "as text"),
        ("trim()", "without spaces around"),
        ("upper()", "in capitals"),
        ("lower()", "in small letters"),
        ("startsWith(", "begins with a text"),
        ("matches(", "fits a pattern"),
        ("replace(", "puts one text for another"),
    ];

    /// <summary>Those that may begin an expression.</summary>
    internal static readonly IReadOnlyList<(string Text, string Says)> Beginning =
    [
        ("iif(", "one place if, otherwise another"),
        ("today()", "the day of today"),
    ];

    internal static IReadOnlyList<ElementNode> Result(Focus focus) => focus.Function switch
    {
        null => focus.Result,
        "where" when focus.Url is { } url => [.. focus.Subject.Select(node => node.WithUrl(url)).OfType<ElementNode>()],
        "where" or "first" or "last" or "single" or "tail" or "skip" or "take" or "trace" or "distinct" or "intersect" or "exclude" or "[" => focus.Subject,
        "ofType" or "as" when focus.Type is { } type => [.. focus.Subject.Select(node => node.OfType(type)).OfType<ElementNode>()],
        "select" or "iif" => focus.Result,
        "union" or "combine" or "repeat" => [.. focus.Subject.Concat(focus.Result).Distinct()],
        "extension" when focus.Text is { } url => [.. focus.Subject.Select(node => node.Child("extension")?.WithUrl(url)).OfType<ElementNode>()],
        "children" => [.. focus.Subject.SelectMany(node => node.Children)],
        _ => [],
    };
}
