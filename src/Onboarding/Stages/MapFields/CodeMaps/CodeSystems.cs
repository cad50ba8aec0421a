using System.Text.RegularExpressions;
using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.CodeMaps;

/// <summary>The code systems of both sides of a code map, where they are known.</summary>
internal static partial class CodeSystems
{
    private const string NullFlavor = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor";
    private const string RaceAndEthnicity = "urn:oid:2.16.840.1.113883.6.238";

    private static readonly HashSet<string> NullFlavors = ["UNK", "ASKU", "OTH"];

    /// <summary>The standard system that a code of ours is from; null where the field is free.</summary>
    internal static string? OfOurs(ContractField field, string code) => field.Id switch
    {
        _ when field.CodeSystem is { } system => system,
        ContractFields.Gender => "http://hl7.org/fhir/administrative-gender",
        ContractFields.Language => "urn:ietf:bcp:47",
        ContractFields.BirthSex or ContractFields.Race or ContractFields.Ethnicity when NullFlavors.Contains(code) => NullFlavor,
        ContractFields.BirthSex => "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender",
        ContractFields.Race or ContractFields.Ethnicity => RaceAndEthnicity,
        _ => null,
    };

    /// <summary>The hospital's system, where the expression asks for exactly one.</summary>
    internal static string? OfHospital(string expression) =>
        Asked().Matches(expression).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList() is [var only] && Uri.TryCreate(only, UriKind.Absolute, out _) ? only : null;

    [GeneratedRegex(@"\bsystem\s*=\s*'([^']+)'")]
    private static partial Regex Asked();
}
