using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>Which scopes are asked for, granted and needed, and for what.</summary>
public static class ScopeMatrix
{
    private const string Patient = "system/Patient.rs";

    private static readonly string[] Clinical =
        ["system/Encounter.rs", "system/Condition.rs", "system/Observation.rs", "system/MedicationRequest.rs", "system/AllergyIntolerance.rs"];

    /// <summary>The scopes that a piece of work needs, in SMART's second spelling.</summary>
    public static IReadOnlyList<string> Needed(ScopeUse use) => use switch
    {
        ScopeUse.TestConnection or ScopeUse.MapFields => [Patient],
        ScopeUse.ValidatePatients or ScopeUse.LoadTest or ScopeUse.Live => [Patient, .. Clinical],
    };

    /// <summary>The matrix for a token.</summary>
    public static IReadOnlyList<ScopeNeed> Of(AccessTokenFacts token) => Of(token.AskedScopes, token.GrantedScopes);

    /// <summary>
    /// One row for each scope that is needed, then one for each further scope that is asked for. Both spellings and wildcards are
    /// understood.
    /// </summary>
    /// <param name="asked">What was asked for; empty where the server grants what the app record allows.</param>
    /// <param name="granted">
    /// What the server says it granted. A list without a single SMART scope says nothing (some servers write scopes in a style of
    /// their own), and neither does an empty one: then the column is null.
    /// </param>
    public static IReadOnlyList<ScopeNeed> Of(IReadOnlyList<string> asked, IReadOnlyList<string> granted)
    {
        var told = granted.Any(scope => scope.Contains('/', StringComparison.Ordinal));
        var needed = Needed(ScopeUse.Live);
        var further = asked.Select(ScopeDialect.Second).Where(scope => scope.Contains('/', StringComparison.Ordinal) && !ScopeDialect.IsWildcard(scope) && !needed.Contains(scope)).Distinct();
        return [.. needed.Concat(further).Select(scope => new ScopeNeed(scope, ScopeDialect.Covers(asked, scope), told ? ScopeDialect.Covers(granted, scope) : null, Uses(scope)))];
    }

    /// <summary>The rows that were asked for and not granted.</summary>
    public static IReadOnlyList<ScopeNeed> Missing(IReadOnlyList<ScopeNeed> matrix) => [.. matrix.Where(row => row is { Asked: true, Granted: false })];

    /// <summary>The stages that need any of these rows, as words.</summary>
    internal static string Stages(IReadOnlyList<ScopeNeed> rows)
    {
        var uses = Enum.GetValues<ScopeUse>().Where(use => rows.Any(row => row.NeededFor.Contains(use))).Select(Words).ToArray();
        return uses.Length switch
        {
            0 => "none of our stages",
            1 => uses[0],
            _ => $"{string.Join(", ", uses[..^1])} and {uses[^1]}",
        };
    }

    /// <summary>Only what the connection test needs; null where nothing else was asked for, or not even that.</summary>
    internal static IReadOnlyList<string>? WithoutExtras(IReadOnlyList<string> asked)
    {
        var kept = asked.Where(scope => Needed(ScopeUse.TestConnection).Any(needed => ScopeDialect.Covers([scope], needed))).ToArray();
        return kept.Length > 0 && kept.Length < asked.Count ? kept : null;
    }

    private static IReadOnlyList<ScopeUse> Uses(string scope) => [.. Enum.GetValues<ScopeUse>().Where(use => Needed(use).Contains(scope))];

    private static string Words(ScopeUse use) => use switch
    {
        ScopeUse.TestConnection => "the connection test",
        ScopeUse.MapFields => "field mapping",
        ScopeUse.ValidatePatients => "patient validation",
        ScopeUse.LoadTest => "the load test",
        ScopeUse.Live => "live traffic",
    };
}
