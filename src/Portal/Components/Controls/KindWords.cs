using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>The kinds of request, the shapes of a test and its parts, as people read them.</summary>
public static class KindWords
{
    public static string Word(this LoadKind kind) => kind switch
    {
        LoadKind.Read => "Read",
        LoadKind.Search => "Search",
        LoadKind.Records => "Records",
        LoadKind.Token => "Sign-in",
    };

    public static string Word(this LoadShape shape) => shape switch
    {
        LoadShape.Hold => "Hold",
        LoadShape.Ramp => "Steps",
        LoadShape.Spike => "Spike",
        LoadShape.Soak => "Soak",
    };

    public static string Sentence(this LoadShape shape) => shape switch
    {
        LoadShape.Hold => "Climbs to 1.5 times the busiest minute and stays there: what going live needs.",
        LoadShape.Ramp => "Climbs in even steps up to the cap, to find out how much the hospital bears.",
        LoadShape.Spike => "Half the busiest minute, then at once 1.5 times of it, then half again: a Monday morning.",
        LoadShape.Soak => "The busiest minute itself, for long: whether something fills up over time.",
    };
}
