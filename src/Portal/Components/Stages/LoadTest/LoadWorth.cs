using System.Globalization;
using EhrAdapters.Vendors;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>What a load test's settings come to, in words, before one request is sent.</summary>
public sealed class LoadWorth
{
    private readonly LoadSettings _load;
    private readonly Thresholds _limits;
    private readonly LoadCap _cap;
    private readonly LoadSchedule _schedule;
    private readonly bool _rehearsal;

    public LoadWorth(LoadSettings load, Thresholds limits, VendorProfile? vendor, LoadConsent? consent, bool rehearsal)
    {
        (_load, _limits, _rehearsal) = (load, limits, rehearsal);
        _cap = LoadCap.Of(load, vendor, consent);
        _schedule = LoadSchedule.Of(load, _cap.PerMinute);
    }

    public TimeSpan Length => _schedule.End;

    public long Requests => _schedule.Total;

    /// <summary>"15 requests per second: 1.5 times 600 a minute."</summary>
    public string Target => $"{PerSecond(_schedule.TopRate)} requests per second at most: " + _load.Shape switch
    {
        LoadShape.Ramp => "up to the cap, in even steps.",
        LoadShape.Soak => Capped(1) ? "the cap, below the busiest minute." : $"the {N(_load.PeakRequestsPerMinute)} of the busiest minute.",
        _ => Capped(1.5) ? "the cap, below 1.5 times the busiest minute." : $"1.5 times {N(_load.PeakRequestsPerMinute)} a minute.",
    };

    public string Volume => $"About {N(Requests)} requests in {Ago.Exact(Length)}{(_schedule.Rise > TimeSpan.Zero && _load.Shape is LoadShape.Hold or LoadShape.Soak ? $", {Span(_schedule.Rise)} of them to ramp up" : "")}.";

    /// <summary>Which of the caps is the lowest, and so the one that binds.</summary>
    public string Cap => $"The cap is {N(_cap.PerMinute)} requests a minute: {_cap.SetBy}.";

    /// <summary>What the sample is enough for.</summary>
    public string Enough => string.Join(" ", Sentences());

    /// <summary>True where it is too small for what a pass needs.</summary>
    public bool TooFew => Sample(LoadKind.Read) < _limits.SamplesForP95;

    public static string PerSecond(double rate) => rate.ToString("0.##", CultureInfo.InvariantCulture);

    private bool Capped(double times) => _load.PeakRequestsPerMinute * times > _cap.PerMinute;

    private IEnumerable<string> Sentences()
    {
        LoadKind[] kinds = [.. Enum.GetValues<LoadKind>().Where(kind => kind is not LoadKind.Token && Share(kind) > 0)];
        if (kinds.All(kind => Sample(kind) >= _limits.SamplesForP99))
        {
            yield return "Enough answers to judge p95 and p99 of every kind.";
            yield break;
        }

        var (p95, p99) = (kinds.Where(kind => Sample(kind) >= _limits.SamplesForP95).ToList(), kinds.Where(kind => Sample(kind) >= _limits.SamplesForP99).ToList());
        if (p95.Count > 0)
            yield return $"Enough answers for p95 of {Names(p95)}{(p99.Count > 0 ? $" and p99 of {Names(p99)}" : "; too few for any p99")}.";
        if (kinds.Except(p95).ToList() is { Count: > 0 } few)
            yield return $"Too few for p95 of {Names(few)}.";
        if (TooFew)
            yield return _rehearsal ? "As a rehearsal it may pass without." : $"It could not pass: hold for {Span(HoldForReads())} or more.";
    }

    private TimeSpan HoldForReads() => _schedule.HoldFor((int)Math.Ceiling(_limits.SamplesForP95 / Math.Max(0.01, Share(LoadKind.Read))));

    private double Sample(LoadKind kind) => Requests * Share(kind);

    private double Share(LoadKind kind)
    {
        var mix = _load.Mix ?? TrafficMix.Usual;
        return kind switch { LoadKind.Read => mix.Reads, LoadKind.Search => mix.Searches, LoadKind.Records => mix.Records, LoadKind.Token => mix.Tokens } / 100.0;
    }

    private static string Names(IReadOnlyList<LoadKind> kinds) =>
        kinds.Count == 1 ? LoadWords.Many(kinds[0]) : $"{string.Join(", ", kinds.Take(kinds.Count - 1).Select(LoadWords.Many))} and {LoadWords.Many(kinds[^1])}";

    private static string Span(TimeSpan span) => ChartScale.Moment(Math.Round(span.TotalSeconds));

    private static string N(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
