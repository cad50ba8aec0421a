using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields.Versions;

namespace Portal.Components.Stages.MapFields;

/// <summary>What was done to a mapping, in the words that a version's reason begins with.</summary>
public static class EditWords
{
    public const string Suggested = "Suggestions accepted";
    public const string Fleet = "Taken over from the vendor’s other sites";
    public const string Template = "Taken from the company’s template";
    private const int Most = 3;

    /// <param name="done">The steps of this person, oldest first; empty where a draft is continued.</param>
    public static string Reason(IReadOnlyList<string> done, FieldMap saved, FieldMap now, DataContract contract)
    {
        var steps = done.Distinct().ToList();
        var text = steps.Count switch
        {
            0 => $"{Fields(MappingDiff.Between(saved, now, contract))} edited",
            <= Most => string.Join("; ", steps),
            _ => $"{string.Join("; ", steps.Take(Most - 1))}; and {steps.Count - Most + 1} more edits",
        };
        return text.Length <= MappingChange.LongestReason ? text : text[..MappingChange.LongestReason];
    }

    /// <summary>"Gender, Race and 3 more".</summary>
    public static string Fields(IReadOnlyList<FieldChange> changes) => changes.Count switch
    {
        0 => "Nothing",
        <= Most => string.Join(", ", changes.Select(change => change.Label)),
        _ => $"{string.Join(", ", changes.Take(Most - 1).Select(change => change.Label))} and {changes.Count - Most + 1} more",
    };
}
