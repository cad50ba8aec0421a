using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Choosing;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Which kinds of patient to ask the hospital for, which the last run found, the letter for the rest, and the fewest patients that show everything.</summary>
public sealed partial class AdvicePanel
{
    private bool _open;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>What the last run found; null before the first.</summary>
    [Parameter]
    public ValidationMatrix? Matrix { get; set; }

    private IReadOnlyList<AdvisedKind> Kinds => PatientAdvice.Of(Matrix?.Cover);

    private string Summary => Matrix?.Cover is null ? $"{Kinds.Count} kinds" : $"{Kinds.Count(kind => kind.Covered)} of {Kinds.Count} kinds are among the patients";

    private Letter? Letter => PatientAdvice.Letter(Kinds, Site.Name, Site.Configuration.Thresholds.MinimumPatients, Actor.Name);

    private SmallestSubset? Subset => Matrix is null ? null : SmallestSubset.Of(Matrix);

    private static string Have(AdvisedKind kind) => kind switch
    {
        { Have: null } => "",
        { Have: 0 } => "none among the patients",
        { Have: { } have } when have < kind.Needed => $"{have} of {kind.Needed} among the patients",
        { Have: 1 } => "1 among the patients",
        _ => $"{kind.Have} among the patients",
    };

    private static string Fewest(SmallestSubset subset)
    {
        var who = subset.Patients is [_] ? $"{Claims.Numbers(subset.Patients)} alone shows" : $"{Claims.Numbers(subset.Patients)} together show";
        var unseen = subset.Unseen.Count == 0 ? "" : $" Nobody shows {string.Join(", ", subset.Unseen.Select(label => $"“{label}”"))}.";
        return $"{who} {(subset.Unseen.Count == 0 ? $"all {subset.Fields}" : $"{subset.Fields} of {subset.Fields + subset.Unseen.Count}")} fields that the product needs{(subset.Exact ? ", and no smaller choice does" : "")}.{unseen} For a quick check after a change these are enough; for the proof all are read.";
    }
}
