using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>What a ramp goes by, as the plan said when it began: a later edit of the plan counts for the next ramp.</summary>
/// <param name="Units">In the order in which they are admitted.</param>
/// <param name="Steps">How many of them are in at each step.</param>
public sealed record RampTerms(IReadOnlyList<CareUnit> Units, IReadOnlyList<int> Steps, ClinicHours Clinic, RampLimits Limits);

/// <summary>One way of a site from its first care unit to all of them, hypercare included.</summary>
public sealed class SiteRamp
{
    private SiteRamp()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    public RampTerms Terms { get; private set; } = null!;

    public DateTimeOffset BeganAt { get; private set; }

    /// <summary>The present step, from zero.</summary>
    public int Step { get; private set; }

    /// <summary>Since when this step's clinic time counts.</summary>
    public DateTimeOffset StepSince { get; private set; }

    public string? HeldBy { get; private set; }

    public string? HeldWhy { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    public int FailedChecks { get; private set; }

    /// <summary>What the last check had seen of this step.</summary>
    public int CheckedJudged { get; private set; }

    public int CheckedGood { get; private set; }

    public DateTimeOffset? ProvenAt { get; private set; }

    public DateTimeOffset? HypercareAt { get; private set; }

    public DateTimeOffset? OverAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedWhy { get; private set; }

    /// <summary>Grows with every change, so that two processes never decide the same step twice.</summary>
    public int Version { get; private set; }

    public bool IsHeld => HeldAt is not null;

    public bool IsLastStep => Step == Terms.Steps.Count - 1;

    public IReadOnlyList<CareUnit> Admitted => ProvenAt is null ? [.. Terms.Units.Take(Terms.Steps[Step])] : Terms.Units;

    public RampPhase Phase => this switch
    {
        { OverAt: not null } => RampPhase.Over,
        { HypercareAt: not null } => RampPhase.Hypercare,
        { ProvenAt: not null } => RampPhase.Proven,
        _ => RampPhase.Ramping,
    };

    /// <param name="first">The unit that began the ramp before this one: the first group stays the first group.</param>
    public static SiteRamp Begin(SiteId site, PlanContent plan, string? first, DateTimeOffset now)
    {
        IReadOnlyList<CareUnit> units = [.. plan.Units.OrderByDescending(unit => unit.Code == first)];
        return new()
        {
            Id = Guid.CreateVersion7(now), SiteId = site, Terms = new(units, RampSteps.Of(units.Count), plan.Clinic, plan.Ramp), BeganAt = now, StepSince = now,
        };
    }

    /// <summary>The admitted unit that a caller names; null where it is not in.</summary>
    public CareUnit? Admits(string? code) => Admitted.FirstOrDefault(unit => Names(unit, code));

    public CareUnit? Knows(string? code) => Terms.Units.FirstOrDefault(unit => Names(unit, code));

    public void Checked(int judged, int good)
    {
        FailedChecks = RampRules.FailsCheck(judged - CheckedJudged, good - CheckedGood, Terms.Limits) ? FailedChecks + 1 : 0;
        (CheckedJudged, CheckedGood) = (judged, good);
        Version++;
    }

    /// <summary>On to the next step, or proven after the last.</summary>
    public void Promote(DateTimeOffset now)
    {
        if (IsLastStep)
            ProvenAt = now;
        else
            (Step, StepSince, FailedChecks, CheckedJudged, CheckedGood) = (Step + 1, now, 0, 0, 0);
        GoOn();
    }

    public void Hold(Actor by, string why, DateTimeOffset now)
    {
        (HeldBy, HeldWhy, HeldAt) = (by.Name, why, now);
        Version++;
    }

    public void GoOn()
    {
        (HeldBy, HeldWhy, HeldAt) = (null, null, null);
        Version++;
    }

    /// <summary>A day in which traffic was suspended is no whole clinic day.</summary>
    internal void Resume(DateTimeOffset now)
    {
        StepSince = now;
        Version++;
    }

    internal void BeginHypercare(DateTimeOffset now)
    {
        HypercareAt ??= now;
        Version++;
    }

    public void Over(DateTimeOffset now)
    {
        OverAt = now;
        Version++;
    }

    internal void End(string why, DateTimeOffset now)
    {
        (EndedAt, EndedWhy) = (now, why);
        Version++;
    }

    private static bool Names(CareUnit unit, string? code) => string.Equals(unit.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase);
}
