using System.Globalization;
using EhrAdapters.Mapping.Completion;
using Onboarding.Stages.MapFields;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the editor says about an expression and about what may stand in it.</summary>
public static class CompletionWords
{
    /// <summary>"10 of 10"; nothing for functions and types, which occur nowhere.</summary>
    public static string Seen(Completion item) => item.Of == 0 ? "" : $"{item.Found} of {item.Of}";

    /// <summary>How many values a sample has at most.</summary>
    public static string? Gives(FieldPreview preview) => preview switch
    {
        { Problem: not null } or { Rows.Count: 0 } => null,
        { Most: 0 } => "gives nothing on these samples",
        { Most: 1 } when preview.Rows.All(row => row.Found.Length > 0) => "gives one value",
        { Most: 1 } => "gives one value or nothing",
        _ => $"gives up to {preview.Most.ToString(CultureInfo.InvariantCulture)} values; the first counts",
    };

    public static string? Took(FieldPreview preview) => preview.Rows.Count == 0 ? null
        : $"{(preview.Took.TotalMilliseconds < 1 ? "under 1" : preview.Took.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture))} ms over {(preview.Rows.Count == 1 ? "1 patient" : $"{preview.Rows.Count} patients")}";
}
