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

    /// <summary>True where the granted list holds the scope, in either spelling, or one that includes it.</summary>
    public static bool Covers(IReadOnlyList<string> granted, string scope)
    {
        var (resource, rights) = Split(scope);
        var wildcard = resource[..(resource.IndexOf('/', StringComparison.Ordinal) + 1)] + "*";
        return granted.Contains(scope) || granted.Select(Split).Any(one =>
            (one.Resource == resource || (wildcard.Length > 1 && one.Resource == wildcard)) && rights.All(one.Rights.Contains));
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
