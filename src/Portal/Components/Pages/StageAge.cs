using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Workspace;

namespace Portal.Components.Pages;

/// <summary>How a site fares against the working days that a stage is planned to take.</summary>
public enum Pace
{
    OnTrack,
    AtRisk,
    Late,
}

/// <summary>A site's working days in its stage beside what is expected.</summary>
public sealed record StageAge(double Days, double RiskFrom, double LateFrom)
{
    // Until twenty sites give medians of their own, the stages are planned at 5, 3, 7, 5, 5 and 3 working days.
    private static readonly double[] Planned = [5, 3, 7, 5, 5, 3];

    public Pace Pace => Days >= LateFrom ? Pace.Late : Days >= RiskFrom ? Pace.AtRisk : Pace.OnTrack;

    public static double PlannedDays(Stage stage) => Planned[(int)stage];

    public static StageAge Of(Site site, Stage stage, DateTimeOffset now) =>
        new(SiteDays.Working(site.StateSince, now), PlannedDays(stage) * 2 / 3, PlannedDays(stage));
}
