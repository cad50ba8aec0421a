using System.Globalization;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>What a few patients prove about all of them.</summary>
public static class BinomialBound
{
    private const int Halvings = 60;

    /// <summary>
    /// The exact one-sided lower bound (Clopper and Pearson 1934): the smallest share of all patients at which seeing
    /// this many or more would still happen with a chance of one minus <paramref name="confidence"/>.
    /// </summary>
    public static double Lower(int passed, int judged, double confidence = 0.95)
    {
        if (passed <= 0)
            return 0;
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (low + high) / 2;
            if (AtLeast(passed, judged, middle) < 1 - confidence)
                low = middle;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>
    /// The fewest patients that prove at least this share when so many of them fail: with 29, 59 and 299 that all pass
    /// 90, 95 and 99 % are proven.
    /// </summary>
    public static int Needed(double share, int failed = 0, double confidence = 0.95)
    {
        var few = failed;
        var enough = failed + 1;
        while (AtLeast(enough - failed, enough, share) > 1 - confidence)
            (few, enough) = (enough, enough * 2);
        while (enough - few > 1)
        {
            var middle = few + ((enough - few) / 2);
            if (AtLeast(middle - failed, middle, share) > 1 - confidence)
                few = middle;
            else
                enough = middle;
        }

        return enough;
    }

    /// <summary>A share as people say it, <c>74 %</c>; rounded down, because a claim never grows by rounding.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((share * 100) + 1e-9):0} %");

    // Logarithms, because hundreds of patients overflow the binomial coefficient.
    private static double AtLeast(int passed, int judged, double share)
    {
        var logChoose = 0.0;
        var sum = 0.0;
        for (var count = judged; count >= passed; count--)
        {
            sum += Math.Exp(logChoose + (count * Math.Log(share)) + ((judged - count) * Math.Log(1 - share)));
            logChoose += Math.Log(count) - Math.Log(judged - count + 1);
        }

        return sum;
    }
}
