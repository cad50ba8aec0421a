using Microsoft.AspNetCore.Components;
using Onboarding.Stages.ValidatePatients.Reports;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Fields of a report, either with the reason or with what they prove. Folded on the screen, never on paper.</summary>
public sealed partial class ReportFieldTable
{
    private bool _open;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ReportField> Fields { get; set; }

    /// <summary>Why each is judged so and what comes next, instead of what it proves.</summary>
    [Parameter]
    public bool Reasons { get; set; }

    /// <summary>Starts folded.</summary>
    [Parameter]
    public bool Folds { get; set; }

    // A cause is said once, above. The gaps say what the reason sums up, except where the reason is somebody's decision.
    private static string Why(ReportField field) =>
        field is { CausedBy: { } cause, Accepted: false } ? $"{cause}: see the cause above."
        : field.Accepted ? Sentences(field.Reason is { } decision ? $"{decision.TrimEnd('.')}." : null, field.Gaps, field.NextStep)
        : Sentences(field.Gaps ?? field.Reason, field.NextStep);

    private static string Sentences(params IEnumerable<string?> parts) => string.Join(' ', parts.OfType<string>());
}
