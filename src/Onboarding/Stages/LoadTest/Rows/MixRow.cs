using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>What the traffic was made of, and which kinds this site could not be asked for.</summary>
internal static class MixRow
{
    public static ResultRow Of(LoadCase test)
    {
        var report = test.Figures.Report;
        var counts = report.Kinds.ToDictionary(kind => kind.Kind, kind => kind.Count + kind.Errors);
        var missing = test.Unserved.Where(pair => TrafficOrder.ShareOf(test.Mix, pair.Key) > 0).ToList();
        // A server without sign-in is complete without sign-ins.
        var lacks = missing.Exists(pair => pair.Key is not LoadKind.Token);
        return new()
        {
            Code = "LOAD-MIX",
            Check = "Traffic mix",
            State = lacks ? CheckState.CouldNotAssess : CheckState.Passed,
            Needed = false,
            Sample = report.Completed,
            Message = missing.Count == 0
                ? "The traffic was what the site's clinic day is made of."
                : string.Join(' ', missing.Select(pair => pair.Value)) + " Their share went to the other kinds.",
            NextStep = lacks ? "Name the test patients by MRN, and have the hospital grant the kinds of record that we need, if these should be tested too." : null,
            Evidence = [.. Enum.GetValues<LoadKind>().Select(kind => new EvidenceItem(
                char.ToUpperInvariant(LoadWords.Many(kind)[0]) + LoadWords.Many(kind)[1..],
                $"{counts.GetValueOrDefault(kind)} answered, {TrafficOrder.ShareOf(test.Mix, kind)} % planned"))],
        };
    }
}
