using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>How a site goes live in one environment: when, unit by unit, and who has to do with it. A site has one; of another environment it counts for nothing.</summary>
public sealed class GoLivePlan
{
    private GoLivePlan()
    {
    }

    public SiteId SiteId { get; private set; }

    public EhrEnvironment Environment { get; private set; }

    public PlanContent Content { get; private set; } = new();

    /// <summary>Grows with every edit; the number that a person saw travels with their form.</summary>
    public int Version { get; private set; }

    public string EditedBy { get; private set; } = "";

    public DateTimeOffset EditedAt { get; private set; }

    public static GoLivePlan Create(SiteId site, EhrEnvironment environment, PlanContent content, Actor by, DateTimeOffset now)
    {
        var plan = new GoLivePlan { SiteId = site };
        plan.Edit(environment, content, by, now);
        return plan;
    }

    public void Edit(EhrEnvironment environment, PlanContent content, Actor by, DateTimeOffset now)
    {
        (Environment, Content, EditedBy, EditedAt) = (environment, content, by.Name, now);
        Version++;
    }
}
