using System.Globalization;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Sites;

/// <summary>Which limits of a site can be set, in words, and what they may be.</summary>
public static class ThresholdRules
{
    public const int LongestMilliseconds = 60_000;
    public const int MostSamples = 100_000;

    /// <summary>One limit: its name among <see cref="Thresholds"/>, how a person says it, and its value as a person reads it.</summary>
    private sealed record Limit(string Name, string What, Func<Thresholds, double> Value, Func<double, string> Write);

    private static readonly Limit[] All =
    [
        new(nameof(Thresholds.RequiredPass), "required fields pass at", limits => limits.RequiredPass, Percent),
        new(nameof(Thresholds.RequiredWarn), "required fields warn at", limits => limits.RequiredWarn, Percent),
        new(nameof(Thresholds.CodeShare), "codes in their systems", limits => limits.CodeShare, Percent),
        new(nameof(Thresholds.ImplausibleShare), "implausible values", limits => limits.ImplausibleShare, Percent),
        new(nameof(Thresholds.NotApplicableShare), "patients without a kind of record", limits => limits.NotApplicableShare, Percent),
        new(nameof(Thresholds.MinimumPatients), "patients at least", limits => limits.MinimumPatients, Count),
        new(nameof(Thresholds.ReadP95Milliseconds), "p95 of reads", limits => limits.ReadP95Milliseconds, Milliseconds),
        new(nameof(Thresholds.ReadP99Milliseconds), "p99 of reads", limits => limits.ReadP99Milliseconds, Milliseconds),
        new(nameof(Thresholds.SearchP95Milliseconds), "p95 of searches", limits => limits.SearchP95Milliseconds, Milliseconds),
        new(nameof(Thresholds.SearchP99Milliseconds), "p99 of searches", limits => limits.SearchP99Milliseconds, Milliseconds),
        new(nameof(Thresholds.TokenP95Milliseconds), "p95 of the sign-in", limits => limits.TokenP95Milliseconds, Milliseconds),
        new(nameof(Thresholds.ErrorRateFail), "errors fail at", limits => limits.ErrorRateFail, Percent),
        new(nameof(Thresholds.ErrorRateWarn), "errors warn at", limits => limits.ErrorRateWarn, Percent),
        new(nameof(Thresholds.AchievedRateFraction), "asked rate reached", limits => limits.AchievedRateFraction, Percent),
        new(nameof(Thresholds.SamplesForP95), "answers for p95", limits => limits.SamplesForP95, Count),
        new(nameof(Thresholds.SamplesForP99), "answers for p99", limits => limits.SamplesForP99, Count),
    ];

    /// <summary>What is wrong with these limits, by the limit's name; empty where they can be used.</summary>
    public static IReadOnlyDictionary<string, string> Wrong(Thresholds limits)
    {
        var wrong = new Dictionary<string, string>();
        foreach (var limit in All.Where(limit => limit.Write == Percent && limit.Value(limits) is not (>= 0 and <= 1)))
            wrong[limit.Name] = "A share lies between 0 and 100 %.";
        foreach (var limit in All.Where(limit => limit.Write == Milliseconds && limit.Value(limits) is not (>= 1 and <= LongestMilliseconds)))
            wrong[limit.Name] = "A time lies between 1 ms and one minute.";
        Add(limits.RequiredPass < 0.5, nameof(limits.RequiredPass), "A required field that fewer than half of the patients need is not required; change the data contract instead.");
        Add(limits.RequiredWarn > limits.RequiredPass, nameof(limits.RequiredWarn), "The warning must not lie above the pass.");
        Add(limits.CodeShare < 0.5, nameof(limits.CodeShare), "With fewer than half of the codes understood nothing could be worked with.");
        Add(limits.ImplausibleShare > 0.2, nameof(limits.ImplausibleShare), "More than 20 % of impossible values is no limit any more.");
        Add(limits.MinimumPatients < 1, nameof(limits.MinimumPatients), "At least one patient has to be read.");
        Add(limits.MinimumPatients > PatientList.Most, nameof(limits.MinimumPatients), $"At most {PatientList.Most} patients can be named.");
        Add(limits.ReadP99Milliseconds < limits.ReadP95Milliseconds, nameof(limits.ReadP99Milliseconds), "The p99 must not lie below the p95.");
        Add(limits.SearchP99Milliseconds < limits.SearchP95Milliseconds, nameof(limits.SearchP99Milliseconds), "The p99 must not lie below the p95.");
        // The test stops by itself above 5 %, so a higher limit could never be broken.
        Add(limits.ErrorRateFail is 0 or > 0.05, nameof(limits.ErrorRateFail), "Between 0.01 and 5 %: above 5 % the test stops by itself.");
        Add(limits.ErrorRateWarn > limits.ErrorRateFail, nameof(limits.ErrorRateWarn), "The warning must not lie above the failure.");
        Add(limits.AchievedRateFraction < 0.5, nameof(limits.AchievedRateFraction), "A test that asks for less than half of what it was to ask for is another test.");
        Add(limits.SamplesForP95 is < 20 or > MostSamples, nameof(limits.SamplesForP95), "A p95 needs at least 20 answers.");
        Add(limits.SamplesForP99 is < 100 or > MostSamples, nameof(limits.SamplesForP99), "A p99 needs at least 100 answers.");
        return wrong;

        void Add(bool broken, string name, string message)
        {
            if (broken)
                wrong.TryAdd(name, message);
        }
    }

    /// <summary>"required fields pass at 80 % instead of 90 %, p95 of reads 1,500 ms instead of 1,000 ms"; empty where nothing changes.</summary>
    /// <param name="only">The limits that are looked at; all with null.</param>
    public static string Changes(Thresholds before, Thresholds after, IReadOnlyCollection<string>? only = null) => string.Join(", ", All
        .Where(limit => (only is null || only.Contains(limit.Name)) && limit.Value(before) != limit.Value(after))
        .Select(limit => $"{limit.What} {limit.Write(limit.Value(after))} instead of {limit.Write(limit.Value(before))}"));

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} ms");

    private static string Count(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}");
}
