using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest;

/// <summary>What must be there before the first request, as the row that says what is missing.</summary>
internal static class LoadReadiness
{
    private static readonly ResultRow Row = new() { Code = "LOAD-READY", Check = "Ready for a load test", State = CheckState.CouldNotAssess, Owner = FaultOwner.OurConfiguration };

    public static ResultRow? Missing(StageRunContext context, DateTimeOffset now)
    {
        if (context.Connection is not { } connection)
            return Row with { Message = "There is no connection yet.", NextStep = "Complete the configuration first." };
        if (context.Patients.Count == 0)
            return Row with { Message = "No patients are named, so there is nothing to read.", NextStep = "Name the test patients that the hospital gave us, then test again." };
        if (context.Configuration.Load is { TargetPerSecond: <= 0 } or { HoldSeconds: <= 0 })
            return Row with { Message = "The rate or the time to hold it is zero.", NextStep = "Give a peak rate, a cap and a hold above zero." };
        if (LoadVerdict.IsRehearsal(connection.Environment) || context.Consent?.Covers(connection.Environment, now) is true)
            return null;
        return Row with
        {
            Owner = FaultOwner.Hospital,
            Message = context.Consent is null
                ? "The hospital has not agreed to a load test of this system at this time."
                : "The hospital's consent to a load test does not cover this moment.",
            Explanation = "Not one request was sent.",
            NextStep = "Write down who at the hospital agreed, in which window and up to which rate, then test within that window.",
        };
    }

    /// <summary>Somebody says that it may not begin, or not go on to the load.</summary>
    public static ResultRow NotNow(string reason) => Row with
    {
        Owner = FaultOwner.Hospital, Message = $"The load test did not begin. {reason}", NextStep = "Test again when this has passed.", Retry = RetryAdvice.Now,
    };
}
