using System.Security.Cryptography;
using System.Text;
using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>What an approval is bound to: the configuration, and of the plan its window, its units in their order and its limits.</summary>
public static class PlanMark
{
    /// <summary>Without a plan it is the configuration's own, so that approvals from before plans existed still count.</summary>
    public static string Of(Site site, GoLivePlan? plan)
    {
        var configuration = Fingerprints.Of(Stage.GoLive, site);
        if (plan is null)
            return configuration;
        var bound = Json.Write(new { plan.Environment, plan.Content.Window, plan.Content.Units, plan.Content.Ramp });
        return $"{configuration}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bound)))[..12]}";
    }
}
