using EhrAdapters.Mapping;

namespace Onboarding.Contract;

/// <summary>In what one field differs between two versions of the contract.</summary>
/// <param name="Before">Null where the field is new.</param>
/// <param name="After">Null where the field is retired.</param>
/// <param name="Parts">What differs, for a field that stands in both.</param>
public sealed record ContractChange(string FieldId, string Label, ContractField? Before, ContractField? After, IReadOnlyList<PartChange> Parts);

/// <param name="What">Such as "Requirement".</param>
public sealed record PartChange(string What, string Before, string After);

/// <summary>Two versions of the contract, field by field.</summary>
public static class ContractDiff
{
    private const string None = "none";
    private const string Label = "Label";

    /// <summary>The fields that differ, in the order people read them.</summary>
    public static IReadOnlyList<ContractChange> Between(IReadOnlyList<ContractField> before, IReadOnlyList<ContractField> after)
    {
        var ids = after.Concat(before).OrderBy(field => ContractResources.All.ToList().IndexOf(field.ResourceType)).Select(field => field.Id).Distinct();
        return [.. ids.Select(id => Change(before.FirstOrDefault(field => field.Id == id), after.FirstOrDefault(field => field.Id == id), LabelOf)).OfType<ContractChange>()];

        string LabelOf(string id) => after.Concat(before).FirstOrDefault(field => field.Id == id)?.Label ?? id;
    }

    /// <summary>The change in a few words, such as "End: expected, was required".</summary>
    public static string Text(ContractChange change) => change switch
    {
        { Before: null } => $"{change.Label} added",
        { After: null } => $"{change.Label} retired",
        { Parts: [{ What: Label } renamed] } => $"{renamed.Before} is called {renamed.After}",
        { Parts: [var only] } => $"{change.Label}: {only.What.ToLowerInvariant()} {only.After}, was {only.Before}",
        _ => $"{change.Label}: {string.Join(", ", change.Parts.Select(part => part.What.ToLowerInvariant()))} changed",
    };

    private static ContractChange? Change(ContractField? before, ContractField? after, Func<string, string> label)
    {
        if (before is null || after is null)
            return new((after ?? before)!.Id, (after ?? before)!.Label, before, after, []);
        PartChange[] parts =
        [
            new(Label, before.Label, after.Label),
            new("Requirement", before.Requirement.Word(), after.Requirement.Word()),
            new("Type", before.Type.Word(), after.Type.Word()),
            new("Code system", Or(before.Systems()), Or(after.Systems())),
            new("Allowed codes", Or(string.Join(", ", before.AllowedCodes)), Or(string.Join(", ", after.AllowedCodes))),
            new("Plausibility", Or(before.Plausibility.Text(label)), Or(after.Plausibility.Text(label))),
        ];
        IReadOnlyList<PartChange> changed = [.. parts.Where(part => part.Before != part.After)];
        return changed.Count > 0 ? new(after.Id, after.Label, before, after, changed) : null;
    }

    private static string Or(string text) => text.Length > 0 ? text : None;
}
