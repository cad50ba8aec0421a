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
