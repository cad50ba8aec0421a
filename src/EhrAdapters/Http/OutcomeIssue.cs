using System.Text.Json;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Http;

/// <summary>One issue of an OperationOutcome: its codes only, because text and diagnostics may name a patient.</summary>
/// <param name="Severity">fatal, error, warning or information.</param>
/// <param name="Code">A FHIR issue type, such as <c>forbidden</c>.</param>
/// <param name="Details">The server's own codes, such as Epic's numbers.</param>
internal sealed record OutcomeIssue(string Severity, string Code, IReadOnlyList<string> Details)
{
    public bool IsError => Severity is "error" or "fatal";

    public override string ToString() => Details.Count == 0 ? $"{Severity} {Code}" : $"{Severity} {Code} ({string.Join(", ", Details)})";

    public static List<OutcomeIssue> ReadAll(JsonElement outcome)
    {
        List<OutcomeIssue> issues = [];
        if (!outcome.TryGetProperty("issue", out var list) || list.ValueKind is not JsonValueKind.Array)
            return issues;
        foreach (var issue in list.EnumerateArray().Where(issue => issue.ValueKind is JsonValueKind.Object))
        {
            List<string> details = [];
            if (issue.TryGetProperty("details", out var concept) && concept.ValueKind is JsonValueKind.Object
                && concept.TryGetProperty("coding", out var codings) && codings.ValueKind is JsonValueKind.Array)
                details.AddRange(codings.EnumerateArray().Where(coding => coding.ValueKind is JsonValueKind.Object).Select(coding => Word(coding, "code")).Where(code => code != "?"));
            issues.Add(new OutcomeIssue(Word(issue, "severity"), Word(issue, "code"), details));
        }

        return issues;
    }

    public static IReadOnlyList<OutcomeIssue> ReadAll(OperationOutcome outcome) => OddData.Read<IReadOnlyList<OutcomeIssue>>(
        () => [.. outcome.Issue.Select(issue => new OutcomeIssue(
            Plain(issue.SeverityElement?.JsonValue as string),
            Plain(issue.CodeElement?.JsonValue as string),
            [.. (issue.Details?.Coding ?? []).Select(coding => Plain(coding.Code)).Where(code => code != "?")]))],
        []);

    private static string Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? Plain(value.GetString()) : "?";

    // A code is a short word; anything else might be a sentence about somebody.
    private static string Plain(string? code) =>
        code is { Length: > 0 and <= 40 } && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') ? code : "?";
}
