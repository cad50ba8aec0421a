namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>How many care units are in at each step.</summary>
public static class RampSteps
{
    private const int Few = 4;

    /// <summary>One unit, then 10 %, 50 % and all of them, rounded up; equal steps are one. A few units come one after the other.</summary>
    public static IReadOnlyList<int> Of(int units) => units <= Few
        ? [.. Enumerable.Range(1, Math.Max(0, units))]
        : [.. new[] { 1, Part(units, 10), Part(units, 50), units }.Distinct()];

    private static int Part(int units, int percent) => ((units * percent) + 99) / 100;
}
