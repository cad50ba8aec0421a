using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Portal.Components.Stages;

/// <summary>What saving an edit would end, before it is saved.</summary>
public sealed partial class EndsNotice
{
    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    /// <summary>What the edit touches.</summary>
    [Parameter, EditorRequired]
    public required ConfigurationParts Parts { get; set; }

    private IReadOnlyList<Stage> Ended => SiteQueries.KilledBy(View.Evidence, Parts);

    private IReadOnlyList<Stage> Kept => [.. StageList.All.Where(stage => View.Evidence.Holds(stage) && !Ended.Contains(stage))];

    private static string Sentence(IReadOnlyList<Stage> stages) =>
        string.Join(", ", stages.Select((stage, at) => at == 0 ? stage.Title() : stage.Title().ToLowerInvariant()));
}
