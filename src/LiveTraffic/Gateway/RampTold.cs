using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Gateway;

/// <summary>The state of the ramp as a refused caller is told it.</summary>
/// <param name="Admitted">The codes of the care units that are in.</param>
/// <param name="TryAgainAt">The earliest moment at which the next step can begin.</param>
public sealed record RampTold(
    int Step, int Steps, IReadOnlyList<string> Admitted, int Units, int Verified, int VerifiedNeeded, int ClinicDays, int ClinicDaysNeeded, bool Held, DateTimeOffset TryAgainAt)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(7);

    public static RampTold Of(SiteRamp ramp, string timeZone, StepFigures seen, DateTimeOffset now)
    {
        var limits = ramp.Terms.Limits;
        var days = ClinicCalendar.DoneAt(ramp.Terms.Clinic, timeZone, ramp.StepSince, limits.ClinicDaysPerStep) ?? now + Latest;
        return new(
            ramp.Step + 1, ramp.Terms.Steps.Count, [.. ramp.Admitted.Select(unit => unit.Code)], ramp.Terms.Units.Count, seen.Verified, limits.VerifiedPerStep,
            seen.WholeDays, limits.ClinicDaysPerStep, ramp.IsHeld, days > now + Soonest ? days : now + Soonest);
    }
}
