using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>How long the way from the window to the end of hypercare takes at the earliest.</summary>
public static class RampSpan
{
    /// <summary>The clinic days that all steps need together.</summary>
    public static int ClinicDays(PlanContent plan) => Math.Max(1, RampSteps.Of(plan.Units.Count).Count) * plan.Ramp.ClinicDaysPerStep;

    /// <summary>The earliest end of hypercare; counted from now where no window is agreed.</summary>
    public static DateTimeOffset EndOfHypercare(PlanContent plan, DateTimeOffset now, string zone)
    {
        var day = SiteClock.Day(plan.Window?.From ?? now, zone);
        for (var left = ClinicDays(plan); left > 0 && plan.Clinic.Days.Count > 0; day = day.AddDays(1))
        {
            if (plan.Clinic.Days.Contains(day.DayOfWeek))
                left--;
        }

        return SiteClock.Moment(day.AddDays(plan.Ramp.HypercareDays).ToDateTime(TimeOnly.MinValue), zone);
    }
}
