using System.Globalization;

namespace Portal.Components.Controls;

/// <summary>Where a load test's figures lie in the drawing: latency above, rate below it, errors and requests in flight at the foot, one time axis.</summary>
public sealed class ChartScale
{
    public const double Width = 786, Height = 330, Left = 54, Right = 680, Top = 46, Middle = 184, RateTop = 206, RateBottom = 246, FlightTop = 266, Bottom = 306;

    private readonly double _step;

    /// <param name="worst">The slowest that has to fit, in milliseconds, the limits included.</param>
    /// <param name="fastest">The highest rate that has to fit.</param>
    /// <param name="most">The most requests in flight that have to fit.</param>
    public ChartScale(double seconds, double worst, double fastest, double most = 0)
    {
        Seconds = Math.Max(seconds, 1);
        worst = Math.Max(worst, 6);
        _step = NiceStep(worst * 1.08);
        Milliseconds = _step * Math.Ceiling(worst * 1.08 / _step);
        PerSecond = NiceAbove(fastest * 1.1);
        // Never finer than this, so that two requests more or less do not look like a change.
        InFlight = NiceAbove(Math.Max(most, 8));
    }

    public double Seconds { get; }

    public double Milliseconds { get; }

    public double PerSecond { get; }

    public double InFlight { get; }

    public double X(double second) => Left + ((Right - Left) * Math.Clamp(second / Seconds, 0, 1));

    public double Y(double milliseconds) => Middle - ((Middle - Top) * Math.Clamp(milliseconds / Milliseconds, 0, 1));

    public double RateY(double rate) => RateBottom - ((RateBottom - RateTop) * Math.Clamp(rate / PerSecond, 0, 1));

    public double FlightY(double requests) => Bottom - ((Bottom - FlightTop) * Math.Clamp(requests / InFlight, 0, 1));

    /// <summary>At most six round steps up the latency axis.</summary>
    public IEnumerable<double> LatencyTicks() => Enumerable.Range(0, (int)Math.Round(Milliseconds / _step) + 1).Select(step => _step * step);

    /// <summary>About six marks along the time axis, on whole seconds or minutes.</summary>
    public IEnumerable<double> TimeTicks()
    {
        double[] steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
        var step = steps.FirstOrDefault(candidate => Seconds / candidate <= 7, 3600);
        for (var at = 0.0; at <= Seconds + 0.01; at += step) yield return at;
    }

    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Latency(double milliseconds) => milliseconds == 0 ? "0" : milliseconds < 1 ? "under 1 ms" : milliseconds >= 1000
        ? (milliseconds / 1000).ToString("0.##", CultureInfo.InvariantCulture) + " s"
        : milliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    public static string Moment(double seconds) => seconds >= 120 && seconds % 60 == 0
        ? $"{Text(seconds / 60)} min"
        : $"{Text(seconds)} s";

    private static double NiceStep(double value)
    {
        var size = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))) - 1);
        double[] nice = [1, 2, 2.5, 5, 10, 20];
        return size * nice.First(step => Math.Ceiling(value / (step * size)) <= 6);
    }

    private static double NiceAbove(double value)
    {
        var size = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        double[] nice = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
        return size * nice.First(step => step * size >= Math.Min(value, size * 10));
    }
}
