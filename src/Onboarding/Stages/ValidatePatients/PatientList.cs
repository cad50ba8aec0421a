using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Reads the patients out of what somebody pasted: one a line, or separated by commas.</summary>
public static partial class PatientList
{
    public const int Most = 50;

    private const int LongestValue = 200;

    /// <summary>The patients in their order, each once. The refusals name lines, never values.</summary>
    public static Result<IReadOnlyList<TestPatient>> Parse(string text, TestPatientKind kind)
    {
        var found = new List<TestPatient>();
        var line = 0;
        foreach (var written in text.ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            foreach (var entry in Entries(written, kind))
            {
                if (Problem(entry, kind) is { } problem)
                    return new Refusal("patient-list", $"Line {line}: {problem}");
                if (!found.Exists(other => other.Value == entry))
                    found.Add(new(kind, entry));
            }
        }

        return found.Count > Most
            ? new Refusal("patient-list", $"{found.Count} patients are named; at most {Most} can be. Ten are enough.")
            : found;
    }

    // A search holds commas of its own.
    private static IEnumerable<string> Entries(string line, TestPatientKind kind) => (kind switch
    {
        TestPatientKind.Search => [WithoutPrefix(line.Trim(), "Patient?", "?")],
        TestPatientKind.FhirId => line.Split(Separators).Select(entry => WithoutPrefix(entry.Trim(), "Patient/")),
        TestPatientKind.Mrn => line.Split(Separators).Select(entry => entry.Trim()),
    }).Where(entry => entry.Length > 0);

    internal static string? Problem(string entry, TestPatientKind kind) => kind switch
    {
        _ when entry.Length > LongestValue => "this is too long to name a patient.",
        TestPatientKind.FhirId when !FhirId().IsMatch(entry) => "a FHIR ID has only letters, digits, dots and hyphens. Is it a medical record number?",
        TestPatientKind.Search when !entry.Contains('=', StringComparison.Ordinal) => "a search looks like family=Okafor&birthdate=1971-02-09.",
        _ => null,
    };

    private static string WithoutPrefix(string entry, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (entry.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return entry[prefix.Length..];
        }

        return entry;
    }

    private static readonly char[] Separators = [',', ';', '\t'];

    // FHIR R4, id; some vendors outgrow its 64 characters.
    [GeneratedRegex(@"^[A-Za-z0-9\-.~_]{1,200}$")]
    private static partial Regex FhirId();
}
