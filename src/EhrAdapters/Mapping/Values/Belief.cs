using System.Globalization;

namespace EhrAdapters.Mapping.Values;

/// <summary>Holds a value that has the right shape to the plausibility rule of its field.</summary>
internal static class Belief
{
    /// <summary>The same reading, or an invalid one with the reason.</summary>
    internal static Reading Check(Reading reading, ContractField field, DateTimeOffset now) =>
        reading.Outcome is FieldOutcome.Populated && Problem(reading.Value!, field, now) is { } problem ? Reading.Unbelieved(problem) : reading;

    /// <summary>What the order of two dates of one record says against the later one; null where nothing does.</summary>
    internal static string? OutOfOrder(NormalisedField date, NormalisedField? first, string firstLabel) =>
        date is { Outcome: FieldOutcome.Populated, Value: string own } && first is { Outcome: FieldOutcome.Populated, Value: string other } && Moments.IsBefore(own, other)
            ? $"The date lies before “{firstLabel}”."
            : null;

    private static string? Problem(object value, ContractField field, DateTimeOffset now) => (value, field.Type) switch
    {
        (string date, FieldType.Date or FieldType.DateTime) => Date(date, field.Plausibility, now),
        (MeasuredQuantity quantity, _) => Number(quantity, field.Plausibility),
        (string text, _) => Length(text, field.Plausibility),
        (PersonName name, _) => Length(string.Join(' ', [.. name.Given, name.Family ?? name.Text]), field.Plausibility),
        _ => null,
    };

    private static string? Date(string text, Plausibility rule, DateTimeOffset now)
    {
        if (Moments.FirstDay(text) is not { } first)
            return null;
        return rule switch
        {
            { Dates: DateSide.Past } when first > Moments.LatestToday(now) => "The date lies in the future.",
            { Dates: DateSide.Future } when text.Length >= 10 && first < Moments.EarliestToday(now) => "The date lies in the past.",
            { EarliestYear: { } year } when first.Year < year => string.Create(CultureInfo.InvariantCulture, $"The date lies before {year}."),
            _ => null,
        };
    }

    private static string? Number(MeasuredQuantity quantity, Plausibility rule) => rule switch
    {
        { Unit: { } unit } when unit != quantity.Unit => $"The number is not in {unit}.",
        { Least: { } least } when quantity.Number < least => string.Create(CultureInfo.InvariantCulture, $"The number is below {least}{Unit(rule)}."),
        { Most: { } most } when quantity.Number > most => string.Create(CultureInfo.InvariantCulture, $"The number is above {most}{Unit(rule)}."),
        _ => null,
    };

    private static string Unit(Plausibility rule) => rule.Unit is { } unit ? " " + unit : "";

    private static string? Length(string text, Plausibility rule) =>
        rule.LongestText is { } longest && text.Length > longest ? string.Create(CultureInfo.InvariantCulture, $"The text is longer than {longest} characters.") : null;
}
