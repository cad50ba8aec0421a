namespace EhrSimulator.SignIn;

/// <summary>System scopes in either spelling: <c>.read</c> (SMART v1) or letters out of <c>cruds</c> (v2).</summary>
internal sealed record ScopeSet(IReadOnlyList<string> Items)
{
    public static ScopeSet Parse(string? text) => new((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public override string ToString() => string.Join(' ', Items);

    public bool Allows(string resource, bool search) => Items.Any(scope =>
    {
        var (type, rights) = Split(scope);
        return (type == resource || type == "*") && rights switch
        {
            "read" or "*" => true,
            _ => rights.All("cruds".Contains) && rights.Contains(search ? 's' : 'r', StringComparison.Ordinal),
        };
    });

    /// <summary>A well-formed system scope of a resource type, in the given spelling where one is demanded.</summary>
    public static bool IsSystemScope(string scope, bool? v1 = null)
    {
        var (type, rights) = Split(scope);
        if (type.Length == 0 || rights.Length == 0) return false;
        var old = rights is "read" or "write" or "*";
        return (old || rights.All("cruds".Contains)) && (v1 is null || v1 == old);
    }

    public static bool IsWildcard(string scope) => Split(scope).Type == "*" || Split(scope).Rights == "*";

    public static string TypeOf(string scope) => Split(scope).Type;

    private static (string Type, string Rights) Split(string scope)
    {
        if (!scope.StartsWith("system/", StringComparison.Ordinal)) return ("", "");
        // A v2 scope may carry a filter behind a question mark, with dots of its own.
        var parts = scope[7..].Split('?')[0].Split('.');
        return parts.Length == 2 ? (parts[0], parts[1]) : ("", "");
    }
}
