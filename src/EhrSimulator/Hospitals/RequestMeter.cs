using EhrSimulator.Patients;

namespace EhrSimulator.Hospitals;

/// <summary>Counts requests: which one is over the limit, which one fails, how much it is delayed.</summary>
internal sealed class RequestMeter(string slug)
{
    private readonly Lock gate = new();
    private readonly SeededRandom random = new(slug + "/jitter");
    private long minute;
    private int inMinute;
    private double owedErrors;

    public bool OverLimit(int perMinute, DateTimeOffset now)
    {
        if (perMinute <= 0) return false;
        lock (gate)
        {
            var current = now.ToUnixTimeSeconds() / 60;
            if (current != minute) (minute, inMinute) = (current, 0);
            return ++inMinute > perMinute;
        }
    }

    // Errors are owed, not drawn: a rate of 0.1 fails every tenth request exactly, so that a test can count on it.
    public bool Fails(double rate)
    {
        if (rate <= 0) return false;
        lock (gate)
        {
            owedErrors += rate;
            if (owedErrors < 1 - 1e-9) return false;
            owedErrors -= 1;
            return true;
        }
    }

    public TimeSpan Delay(Dials dials)
    {
        if (dials.JitterMs == 0) return TimeSpan.FromMilliseconds(dials.LatencyMs);
        lock (gate) return TimeSpan.FromMilliseconds(dials.LatencyMs + random.Next(dials.JitterMs + 1));
    }
}
