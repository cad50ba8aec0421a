using System.Globalization;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>Where a load test's figures lie in the drawing: latency above, rate below, one time axis.</summary>
public sealed class ChartScale
{
    public const double Width = 786, Height = 236, Left = 54, Right = 676, Top = 14, Middle = 158, RateTop = 184, Bottom = 212;

    private readonly LoadReport _load;

    public ChartScale(LoadReport load)
    {
        _load = load;
        Seconds = Math.Max(Math.Max(load.RampSeconds + load.HoldSeconds, load.Points.Count == 0 ? 0 : load.Points[^1].Second), 1);
        var worst = load.Points.Count == 0 ? 0 : load.Points.Max(point => point.P99);
        Milliseconds = NiceAbove(Math.Max(worst, Math.Max(load.P95LimitMilliseconds, load.P99LimitMilliseconds)) * 1.08);
        PerSecond = Math.Max(load.TargetPerSecond, load.Points.Count == 0 ? 0 : load.Points.Max(point => point.Rate)) * 1.1;
    }

    public double Seconds { get; }

    public double Milliseconds { get; }

    public double PerSecond { get; }

    public double X(double second) => Left + ((Right - Left) * Math.Clamp(second / Seconds, 0, 1));

    public double Y(double milliseconds) => Middle - ((Middle - Top) * Math.Clamp(milliseconds / Milliseconds, 0, 1));

    public double RateY(double rate) => Bottom - ((Bottom - RateTop) * Math.Clamp(PerSecond <= 0 ? 0 : rate / PerSecond, 0, 1));

    public string Line(Func<LoadPoint, double> height) =>
        string.Join(' ', _load.Points.Select(point => $"{Text(X(point.Second))},{Text(height(point))}"));

    /// <summary>Five steps up the latency axis.</summary>
    public IEnumerable<double> LatencyTicks() => Enumerable.Range(0, 6).Select(step => Milliseconds * step / 5);

    /// <summary>About six marks along the time axis, on whole seconds or minutes.</summary>
    public IEnumerable<double> TimeTicks()
    {
        double[] steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
        var step = steps.FirstOrDefault(candidate => Seconds / candidate <= 7, 3600);
        for (var at = 0.0; at <= Seconds + 0.01; at += step) yield return at;
    }

    public static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Latency(double milliseconds) => milliseconds >= 1000
        ? (milliseconds / 1000).ToString("0.##", CultureInfo.InvariantCulture) + " s"
        : milliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms";

    public static string Moment(double seconds) => seconds >= 120 && seconds % 60 == 0
        ? $"{Text(seconds / 60)} min"
        : $"{Text(seconds)} s";

    private static double NiceAbove(double value)
    {
        var size = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1))));
        double[] nice = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
        return size * nice.First(step => step * size >= value);
    }
}
