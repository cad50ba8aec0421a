using Onboarding.Review.Changes;

namespace Portal.Components.Review;

/// <summary>What a trial counted, in words.</summary>
internal static class TrialWords
{
    /// <summary>"7 of 9 passed, 2 failed", of those that could be judged.</summary>
    internal static string Of(TrialCounts counts)
    {
        var rest = new[] { (counts.Failed, "failed"), (counts.Warning, "with a warning"), (counts.NotApplicable, "not applicable"), (counts.CouldNotAssess, "could not be assessed"), (counts.NotReached, "not reached") };
        return string.Join(", ", rest.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}").Prepend($"{counts.Passed} of {counts.Judged} passed"));
    }
}
