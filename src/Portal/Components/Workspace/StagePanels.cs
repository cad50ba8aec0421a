using Onboarding.Lifecycle;
using Portal.Components.Stages.Configure;
using Portal.Components.Stages.GoLive;
using Portal.Components.Stages.LoadTest;
using Portal.Components.Stages.MapFields;
using Portal.Components.Stages.TestConnection;
using Portal.Components.Stages.ValidatePatients;

namespace Portal.Components.Workspace;

/// <summary>The panel of each stage.</summary>
public static class StagePanels
{
    public static Type Of(Stage stage) => stage switch
    {
        Stage.Configure => typeof(ConfigurePanel),
        Stage.TestConnection => typeof(TestConnectionPanel),
        Stage.MapFields => typeof(MapFieldsPanel),
        Stage.ValidatePatients => typeof(ValidatePatientsPanel),
        Stage.LoadTest => typeof(LoadTestPanel),
        Stage.GoLive => typeof(GoLivePanel),
    };
}
