using System.Text.RegularExpressions;

namespace EhrAdapters.Diagnosis.Catalog;

/// <summary>Fills <c>{word}</c> placeholders in one pass, so that a filled value is never read as a placeholder again.</summary>
internal static partial class Placeholders
{
    private static readonly Dictionary<string, string> Neutral = new(StringComparer.Ordinal)
    {
        ["host"] = "the server",
        ["port"] = "the port",
        ["url"] = "the address",
        ["address"] = "the network address",
        ["addresses"] = "the network addresses",
        ["egress"] = "our outgoing addresses",
        ["env"] = "this environment",
        ["vendor"] = "the EHR vendor",
        ["clientId"] = "our client ID",
        ["keyId"] = "our key ID",
        ["thumbprint"] = "our public key",
        ["algorithm"] = "the algorithm we sign with",
        ["tokenUrl"] = "the token endpoint",
        ["tokenHost"] = "the token server",
        ["jwksUrl"] = "our key address",
        ["date"] = "the date in the certificate",
        ["issuer"] = "the issuer in the certificate",
        ["names"] = "other names",
        ["fingerprint"] = "the fingerprint below",
        ["seconds"] = "several",
        ["limit"] = "the limit",
        ["missing"] = "what we need",
        ["stages"] = "some stages",
        ["resource"] = "Patient",
        ["records"] = "patients",
        ["organization"] = "this hospital",
        ["sibling"] = "the same address with R4 in the place of the version",
        ["status"] = "an error",
        ["version"] = "another version",
        ["software"] = "other software",
        ["location"] = "another address",
        ["requestId"] = "the time below",
        ["setting"] = "A setting",
        ["problem"] = "it is missing or has the wrong form",
        ["suggestion"] = "the R4 service base URL, without /metadata, query or fragment",
        ["error"] = "an error",
    };

    internal static string Fill(string text, IReadOnlyDictionary<string, string>? words) =>
        Placeholder().Replace(text, match => Value(match, words) ?? Neutral.GetValueOrDefault(match.Groups[1].Value, "it"));

    /// <summary>A command cannot hold a phrase; an unknown word becomes a capital name to fill in by hand.</summary>
    internal static string FillCommand(string command, IReadOnlyDictionary<string, string>? words) =>
        Placeholder().Replace(command, match => Value(match, words) is { } value && SafeInCommand().IsMatch(value)
            ? value
            : match.Groups[1].Value.ToUpperInvariant());

    private static string? Value(Match match, IReadOnlyDictionary<string, string>? words) =>
        words is not null && words.TryGetValue(match.Groups[1].Value, out var value) && !string.IsNullOrWhiteSpace(value)
            ? value.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)
            : null;

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Placeholder();

    // Somebody will paste the command into a shell: nothing in it may mean anything to one.
    [GeneratedRegex(@"^[A-Za-z0-9:/._\-\[\]%~]+$")]
    private static partial Regex SafeInCommand();
}
