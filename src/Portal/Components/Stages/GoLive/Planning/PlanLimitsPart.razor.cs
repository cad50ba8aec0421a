using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>What each step of the ramp has to prove, and what ends it; another number needs a reason.</summary>
public sealed partial class PlanLimitsPart
{
    private static readonly RampLimits Ordinary = new();

    private static readonly IReadOnlyList<LimitField> Limits =
    [
        new("verified", "Verified requests per step", "Less holds, it never fails.", limits => limits.VerifiedPerStep, (limits, value) => limits with { VerifiedPerStep = (int)value }),
        new("days", "Clinic days per step", "Whole days, as the clinic is open.", limits => limits.ClinicDaysPerStep, (limits, value) => limits with { ClinicDaysPerStep = (int)value }),
        new("success", "Requests that succeed, %", "Less holds.", limits => limits.SuccessShare * 100, (limits, value) => limits with { SuccessShare = value / 100 }),
        new("p99", "p99, ms", "Slower holds.", limits => limits.P99Milliseconds, (limits, value) => limits with { P99Milliseconds = (int)value }),
        new("failed", "Failed checks in a row", "Then it goes back by itself.", limits => limits.FailedChecks, (limits, value) => limits with { FailedChecks = (int)value }),
        new("identity", "Identity errors", "Then it goes back by itself.", limits => limits.IdentityErrors, (limits, value) => limits with { IdentityErrors = (int)value }),
        new("hypercare", "Days of hypercare", "Watched with tighter limits.", limits => limits.HypercareDays, (limits, value) => limits with { HypercareDays = (int)value }),
    ];

    /// <summary>True where the limits differ from what is stored.</summary>
    [Parameter]
    public bool Changed { get; set; }

    [Parameter]
    public string Reason { get; set; } = "";

    [Parameter]
    public EventCallback<string> ReasonChanged { get; set; }

    private Task TakeAsync(LimitField limit, ChangeEventArgs change) =>
        double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? SetAsync(Fields with { Ramp = limit.With(Fields.Ramp, Math.Round(value, 4)) }) : Task.CompletedTask;

    private sealed record LimitField(string Name, string Label, string Help, Func<RampLimits, double> Value, Func<RampLimits, double, RampLimits> With)
    {
        public string Key => $"ramp-{Name}";

        public string Shown(RampLimits limits) => Math.Round(Value(limits), 4).ToString("0.####", CultureInfo.InvariantCulture);
    }
}
