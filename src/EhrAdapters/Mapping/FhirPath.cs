using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;

namespace EhrAdapters.Mapping;

/// <summary>
/// FHIRPath as field maps use it (FHIRPath N1 with FHIR's own functions): no resolver, no terminology, no network.
/// Expressions come from people and files, so their size is bounded before the recursive parser sees them.
/// </summary>
internal static class FhirPath
{
    private const int LongestExpression = 1500;
    private const int DeepestNesting = 30;
    private const int LongestOperatorRun = 250;
    private const int CachedExpressions = 5000;

    private static readonly FhirPathCompiler Compiler = new(Symbols());
    private static readonly ConcurrentDictionary<string, Lazy<Compiled>> Cache = new(StringComparer.Ordinal);

    /// <summary>Hears of every expression that is parsed, each once.</summary>
    internal static event Action<string>? Parsed;

    /// <summary>What is wrong with an expression in plain words, or null where it is valid.</summary>
    internal static string? Validate(string expression) => Compile(expression).Problem;

    /// <summary>The nodes an expression selects, or null where it cannot be evaluated.</summary>
    internal static IReadOnlyList<PocoNode>? Select(Resource resource, string expression) => Select(resource.ToPocoNode(), new(), expression);

    /// <summary>The same on a record that is open already, so that many expressions walk one tree.</summary>
    internal static IReadOnlyList<PocoNode>? Select(PocoNode root, FhirEvaluationContext context, string expression)
    {
        if (Compile(expression).Expression is not { } compiled)
            return null;
        return OddData.Read<IReadOnlyList<PocoNode>?>(() => [.. compiled([root], context)], null);
    }

    private static Compiled Compile(string expression)
    {
        if (Cache.TryGetValue(expression, out var known))
            return known.Value;
        if (Cache.Count >= CachedExpressions)
            Cache.Clear();
        // Lazy, because two records may ask for a new expression at the same moment.
        return Cache.GetOrAdd(expression, static text => new(() => CompileNew(text))).Value;
    }

    private static Compiled CompileNew(string expression)
    {
        if (string.IsNullOrWhiteSpace(expression))
            return new(null, "Write an expression, such as name.family.");
        if (expression.Length > LongestExpression)
            return new(null, $"The expression is longer than {LongestExpression} characters.");
        if (Depth(expression) > DeepestNesting || OperatorRun(expression) > LongestOperatorRun)
            return new(null, "The expression is nested too deeply.");
        Parsed?.Invoke(expression);
        try
        {
            var parsed = Compiler.Parse(expression);
            return ElementNames.FirstUnknown(parsed) is { } unknown
                ? new(null, unknown.StartsWith('%') ? $"There is no variable {unknown} here." : $"No FHIR element is called “{unknown}”. Choice elements are written without their type, as in deceased or value.")
                : new(Compiler.Compile(parsed), null);
        }
        catch (ArgumentException)
        {
            return new(null, "The expression uses a function or variable that FHIRPath does not have.");
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or NotSupportedException)
        {
            return new(null, "This is not a complete FHIRPath expression; look for a missing bracket, quote or dot.");
        }
    }

    private static int Depth(string expression)
    {
        int depth = 0, deepest = 0;
        foreach (var character in expression)
        {
            depth += character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }

    private static int OperatorRun(string expression) => expression.Count(character => character is '+' or '-' or '|' or '.' or '&');

    // The engine's own regular expressions may backtrack for ever; these cannot.
    private static SymbolTable Symbols()
    {
        var symbols = new SymbolTable(new SymbolTable().AddStandardFP().AddFhirExtensions());
        symbols.Add("matches", (string text, string pattern) => Linear(pattern).IsMatch(text), true);
        symbols.Add("matchesFull", (string text, string pattern) => Linear($"^(?:{pattern})$").IsMatch(text), true);
        symbols.Add("replaceMatches", (string text, string pattern, string replacement) => Linear(pattern).Replace(text, replacement), true);
        return symbols;
    }

    private static Regex Linear(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private sealed record Compiled(CompiledExpression? Expression, string? Problem);
}
