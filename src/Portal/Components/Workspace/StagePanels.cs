using Onboarding.Lifecycle;
using Portal.Components.Stages;

namespace Portal.Components.Workspace;

/// <summary>The panel of each stage: the class of that name in the stage's folder.</summary>
public static class StagePanels
{
    private static readonly Dictionary<Stage, Type> Panels = StageList.All
        .Select(stage => (stage, Panel: typeof(StagePanels).Assembly.GetType($"Portal.Components.Stages.{stage}.{stage}Panel")))
        .Where(found => found.Panel is not null)
        .ToDictionary(found => found.stage, found => found.Panel!);

    public static Type Of(Stage stage) => Panels[stage];
}
