using System.Globalization;
using EhrAdapters.Mapping;

namespace Onboarding.Contract;

/// <summary>A field's rules as people read them.</summary>
public static class ContractWords
{
    public static string Word(this FieldRequirement requirement) => requirement.ToString().ToLowerInvariant();

    public static string Word(this FieldType type) => type switch
    {
        FieldType.Text => "text",
        FieldType.Date => "date",
        FieldType.Code => "code",
        FieldType.HumanName => "name",
        FieldType.Address => "address",
        FieldType.Boolean => "yes or no",
        FieldType.DateTime => "date and time",
        FieldType.Quantity => "number with unit",
        FieldType.Result => "result: number or words",
    };

    /// <summary>The code systems that count; empty where none is asked for.</summary>
    public static string Systems(this ContractField field) => field.CodeSystem is { } system
        ? string.Join(" or ", field.OtherCodeSystems.Prepend(system).Select(StandardCodeSystems.NameOf))
        : "";

    /// <summary>What a value must keep to; empty where nothing is asked.</summary>
    public static string Text(this Plausibility rule, Func<string, string> labelOf) => string.Join("; ", new[]
    {
        rule.Dates switch { DateSide.Past => "not in the future", DateSide.Future => "not in the past", DateSide.Any => null },
        rule.EarliestYear is { } year ? string.Create(CultureInfo.InvariantCulture, $"from {year}") : null,
        rule.NotBefore is { } first ? $"not before {labelOf(first).ToLowerInvariant()}" : null,
        (rule.Least, rule.Most) switch
        {
            ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}"),
            ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"at least {least}"),
            (null, { } most) => string.Create(CultureInfo.InvariantCulture, $"at most {most}"),
            _ => null,
        },
        rule.Unit is { } unit ? $"in {unit}" : null,
        rule.LongestText is { } longest ? string.Create(CultureInfo.InvariantCulture, $"at most {longest} characters") : null,
    }.OfType<string>());
}
