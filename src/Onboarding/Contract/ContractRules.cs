using System.Text.RegularExpressions;
using EhrAdapters.Mapping;

namespace Onboarding.Contract;

/// <summary>What a data contract must keep to before it is published.</summary>
public static partial class ContractRules
{
    public const int LongestReason = 200;
    public const int LongestLabel = 60;
    public const int MostCodes = 200;
    public const int LongestCode = 100;

    /// <summary>The fields that say who a patient is: always there, and always asked for in full.</summary>
    public static IReadOnlyList<ContractField> Identity { get; } = [.. DataContract.Default.Fields.Where(field => field.Requirement is FieldRequirement.Identity)];

    public static bool IsIdentity(string fieldId) => Identity.Any(field => field.Id == fieldId);

    /// <summary>What is wrong with a contract, the first thing first; null where nothing is.</summary>
    public static Refusal? Check(IReadOnlyList<ContractField> fields)
    {
        if (Identity.FirstOrDefault(identity => !fields.Any(field => field.Id == identity.Id)) is { } missing)
            return ContractRefusals.Identity(missing.Label);
        if (fields.GroupBy(field => field.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return ContractRefusals.Twice(twice.Key);
        return fields.Select(field => Check(field, fields)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>What is wrong with one field among the others; null where nothing is.</summary>
    public static Refusal? Check(ContractField field, IReadOnlyList<ContractField> all) => field switch
    {
        _ when !IdShape().IsMatch(field.Id) || !FitsType(field) => ContractRefusals.NameUnfit,
        _ when field.Label.Trim().Length is 0 or > LongestLabel => ContractRefusals.LabelNeeded,
        _ when Identity.FirstOrDefault(identity => identity.Id == field.Id) is { } identity && Json.Write(identity with { Label = "" }) != Json.Write(field with { Label = "" }) => ContractRefusals.Identity(identity.Label),
        { Requirement: FieldRequirement.Identity } when !IsIdentity(field.Id) => ContractRefusals.NotIdentity(field.Label),
        _ when field.OtherCodeSystems.Append(field.CodeSystem ?? "urn:none").Any(system => !Uri.TryCreate(system, UriKind.Absolute, out _)) => ContractRefusals.SystemUnfit,
        _ when field.AllowedCodes.Count > MostCodes || field.AllowedCodes.Any(code => code.Length is 0 or > LongestCode) => ContractRefusals.TooManyCodes,
        _ => Check(field, field.Plausibility, all),
    };

    private static Refusal? Check(ContractField field, Plausibility rule, IReadOnlyList<ContractField> all) => rule switch
    {
        { Least: { } least, Most: { } most } when least > most => ContractRefusals.BoundsTurned,
        { LongestText: < 1 } => ContractRefusals.LengthUnfit,
        { EarliestYear: < 1800 or > 2200 } => ContractRefusals.YearUnfit,
        { NotBefore: { } first } when !IsDate(field) || first == field.Id || !all.Any(other => other.Id == first && other.ResourceType == field.ResourceType && IsDate(other)) => ContractRefusals.NotADate(field.Label),
        _ => null,
    };

    /// <summary>True for fields that a date rule can be asked of.</summary>
    public static bool IsDate(ContractField field) => field.Type is FieldType.Date or FieldType.DateTime;

    private static bool FitsType(ContractField field) => field.ResourceType == ContractResources.Patient
        ? !field.Id.Contains('.', StringComparison.Ordinal)
        : ContractResources.Clinical.Contains(field.ResourceType) && field.Id.StartsWith(ContractResources.IdOf(field.ResourceType, ""), StringComparison.Ordinal);

    [GeneratedRegex(@"^([a-z][A-Za-z0-9]{0,39}\.)?[a-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex IdShape();
}
