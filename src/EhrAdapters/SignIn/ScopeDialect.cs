namespace EhrAdapters.SignIn;

/// <summary>SMART scopes come in two spellings, v1 (<c>.read</c>) and v2 (<c>.rs</c>); some servers know one only.</summary>
internal static class ScopeDialect
{
    /// <summary>The same scopes in the other spelling; null where there is nothing to respell.</summary>
    public static IReadOnlyList<string>? Other(IReadOnlyList<string> scopes)
    {
        var other = scopes.Select(Respell).ToArray();
        return other.SequenceEqual(scopes) ? null : other;
    }

    /// <summary>The scope in SMART's second spelling; one that has none stays as it is.</summary>
    public static string Second(string scope) => scope.EndsWith(".read", StringComparison.Ordinal) ? Respell(scope) : scope;

    /// <summary>True for a scope that names every resource type.</summary>
    public static bool IsWildcard(string scope) => Split(scope).Resource.EndsWith("/*", StringComparison.Ordinal);

    /// <summary>True where the granted list holds the scope, in either spelling, whole or in parts, or one that includes it.</summary>
    public static bool Covers(IReadOnlyList<string> granted, string scope)
    {
        if (granted.Contains(scope))
            return true;
        var (resource, rights) = Split(scope);
        if (rights.Length == 0)
            return false;
        var wildcard = resource[..(resource.IndexOf('/', StringComparison.Ordinal) + 1)] + "*";
        var held = granted.Select(Split).Where(one => one.Resource == resource || (wildcard.Length > 1 && one.Resource == wildcard)).SelectMany(one => one.Rights).ToHashSet();
        return rights.All(held.Contains);
    }

    private static string Respell(string scope) => scope switch
    {
        _ when scope.EndsWith(".read", StringComparison.Ordinal) => scope[..^5] + ".rs",
        _ when scope.EndsWith(".rs", StringComparison.Ordinal) => scope[..^3] + ".read",
        _ => scope,
    };

    private static (string Resource, string Rights) Split(string scope)
    {
        var plain = scope.Split('?', 2)[0];
        var dot = plain.LastIndexOf('.');
        return dot < 0 ? (plain, "") : (plain[..dot], plain[(dot + 1)..] switch { "read" => "rs", "write" => "cud", "*" => "cruds", var rights => rights });
    }
}
