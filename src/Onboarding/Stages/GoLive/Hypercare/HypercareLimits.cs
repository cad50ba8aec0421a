using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>The limits of hypercare: one notch tighter than the site's own.</summary>
public sealed record HypercareLimits(double SuccessShare, int P99Milliseconds)
{
    /// <summary>Probes that must fail in a row before somebody is told, at any other time.</summary>
    public const int NormalProbesBeforeAlert = 3;

    /// <summary>The same in hypercare: one failed probe fewer.</summary>
    public const int ProbesBeforeAlert = NormalProbesBeforeAlert - 1;

    /// <summary>Errors and latency at half of what they may be.</summary>
    public static HypercareLimits Of(RampLimits limits) =>
        new(1 - ((1 - limits.SuccessShare) / 2), limits.P99Milliseconds / 2);
}
