using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>A stretch of a load test of one rate, over which a hospital is judged by itself.</summary>
/// <param name="Rate">Requests a second, the mean where it climbs.</param>
/// <param name="Steady">False while the rate climbs.</param>
public sealed record LoadLevel(TimeSpan From, TimeSpan To, double Rate, bool Steady);

/// <summary>When each request of an open model is due. Knows no answer and waits for none.</summary>
public sealed class LoadSchedule
{
    private const int Steps = 8;
    private const int SlicesOfAClimb = 4;

    private readonly LoadSettings load;
    private readonly double perSecond;
    private readonly List<Leg> legs = [];
    private readonly List<LoadLevel> levels = [];

    private LoadSchedule(LoadSettings load, int capPerMinute)
    {
        this.load = load;
        perSecond = capPerMinute / 60.0;
        var (busiest, target) = (Capped(load.PeakRequestsPerMinute / 60.0), Capped(load.PeakRequestsPerMinute * 1.5 / 60));
        switch (load.Shape)
        {
            case LoadShape.Hold:
                Climb(target);
                Stay(target, load.Hold);
                break;
            case LoadShape.Ramp:
                for (var step = 1; step <= Steps; step++)
                    Stay(perSecond * step / Steps, (load.Ramp + load.Hold) / Steps);
                break;
            case LoadShape.Spike:
                Climb(busiest / 2);
                Stay(busiest / 2, load.Hold / 3);
                Stay(target, load.Hold / 3);
                Stay(busiest / 2, load.Hold / 3);
                break;
            case LoadShape.Soak:
                Climb(busiest);
                Stay(busiest, load.Hold);
                break;
        }

        Total = (long)Math.Floor(legs.Count == 0 ? 0 : legs[^1].Before + legs[^1].Arrivals);
    }

    /// <summary>All requests of the test.</summary>
    public long Total { get; }

    /// <summary>When the test is over.</summary>
    public TimeSpan End => legs.Count == 0 ? TimeSpan.Zero : legs[^1].To;

    /// <summary>How long it rises before it holds its highest rate for the first time.</summary>
    public TimeSpan Rise => levels.Count == 0 ? TimeSpan.Zero : levels.First(level => level.Rate >= TopRate).From;

    /// <summary>The highest rate that it asks for, in requests a second.</summary>
    public double TopRate => legs.Count == 0 ? 0 : legs.Max(leg => Math.Max(leg.FromRate, leg.ToRate));

    public IReadOnlyList<LoadLevel> Levels => levels;

    public static LoadSchedule Of(LoadSettings load, int capPerMinute) => new(load, Math.Min(load.CapRequestsPerMinute, capPerMinute));

    /// <summary>How many requests are due by then.</summary>
    public double DueBy(TimeSpan at)
    {
        var leg = legs.FindLast(leg => leg.From <= at);
        return leg is null ? 0 : leg.Before + leg.ArrivalsIn(Math.Min((at - leg.From).TotalSeconds, leg.Seconds));
    }

    /// <summary>When the request with this number, from 0, is due after the start.</summary>
    public TimeSpan DueAt(long number)
    {
        var (low, high) = (0, legs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = legs[middle].Before <= number ? (middle, high) : (low, middle - 1);
        }

        var leg = legs[low];
        return leg.From + TimeSpan.FromSeconds(Math.Min(leg.SecondsUntil(number - leg.Before), leg.Seconds));
    }

    /// <summary>How long the hold must be for this many requests, those of the climb included.</summary>
    public TimeSpan HoldFor(int requests)
    {
        var hold = (int)Math.Ceiling(load.HoldSeconds * requests / (double)Math.Max(1, Total));
        while (Of(load with { HoldSeconds = hold }, (int)Math.Ceiling(perSecond * 60)).Total < requests && hold < int.MaxValue / 2)
            hold += Math.Max(1, hold / 100);
        return TimeSpan.FromSeconds(hold);
    }

    private double Capped(double rate) => Math.Min(rate, perSecond);

    private void Climb(double to)
    {
        var (from, slice) = (Add(0, to, load.Ramp), load.Ramp / SlicesOfAClimb);
        for (var i = 0; i < SlicesOfAClimb && slice > TimeSpan.Zero; i++)
            levels.Add(new(from + (slice * i), from + (slice * (i + 1)), to * (i + 0.5) / SlicesOfAClimb, Steady: false));
    }

    private void Stay(double rate, TimeSpan lasts)
    {
        var from = Add(rate, rate, lasts);
        levels.Add(new(from, from + lasts, rate, Steady: true));
    }

    private TimeSpan Add(double fromRate, double toRate, TimeSpan lasts)
    {
        var last = legs.Count == 0 ? null : legs[^1];
        var leg = new Leg(last?.To ?? TimeSpan.Zero, lasts, fromRate, toRate, last is null ? 0 : last.Before + last.Arrivals);
        if (lasts > TimeSpan.Zero)
            legs.Add(leg);
        return leg.From;
    }

    /// <summary>A stretch over which the rate moves in a straight line.</summary>
    /// <param name="Before">Requests due before it.</param>
    private sealed record Leg(TimeSpan From, TimeSpan Lasts, double FromRate, double ToRate, double Before)
    {
        public TimeSpan To => From + Lasts;

        public double Seconds => Lasts.TotalSeconds;

        public double Arrivals => ArrivalsIn(Seconds);

        private double Bend => (ToRate - FromRate) / (2 * Seconds);

        public double ArrivalsIn(double seconds) => (FromRate * seconds) + (Bend * seconds * seconds);

        // The root of the line above, in the form that does not lose digits where the rate stays the same.
        public double SecondsUntil(double arrivals) => arrivals <= 0 ? 0
            : 2 * arrivals / (FromRate + Math.Sqrt(Math.Max(0, (FromRate * FromRate) + (4 * Bend * arrivals))));
    }
}
