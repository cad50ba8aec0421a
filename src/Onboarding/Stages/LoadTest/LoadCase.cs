using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>Everything that a load test's rows are written from.</summary>
public sealed record LoadCase
{
    public required LoadSettings Load { get; init; }

    public required Thresholds Thresholds { get; init; }

    public required EhrEnvironment Environment { get; init; }

    public required LoadCap Cap { get; init; }

    public required LoadSchedule Schedule { get; init; }

    public required LoadFigures Figures { get; init; }

    /// <summary>Null where the server needs no sign-in.</summary>
    public TokenFigures? Token { get; init; }

    /// <summary>Null where nobody could look.</summary>
    public LoadRecovery? Recovery { get; init; }

    /// <summary>Kinds that this site cannot serve, with the reason.</summary>
    public IReadOnlyDictionary<LoadKind, string> Unserved { get; init; } = new Dictionary<LoadKind, string>();

    public TrafficMix Mix => Load.Mix ?? TrafficMix.Usual;

    public bool Stopped => Figures.Report.StoppedBecause is not null;

    /// <summary>Our own generator left out so many requests that the rest says too little.</summary>
    public bool OursLeftOut => Figures.Shortfall.Late > Figures.Asked * (1 - Thresholds.AchievedRateFraction);

    /// <summary>Where our own generator was late, nothing slow or missing may be held against the hospital.</summary>
    public bool OursFellShort => Figures.Shortfall.Ours > Figures.Asked * (1 - Thresholds.AchievedRateFraction);

    public bool HospitalHeldUs => Figures.Shortfall.Hospitals > Figures.Asked * (1 - Thresholds.AchievedRateFraction);

    /// <summary>How long the hold must be for so many requests of a kind.</summary>
    public string HoldFor(LoadKind kind, int samples)
    {
        var share = TrafficOrder.ShareOf(Mix, kind) / (double)Math.Max(1, Enum.GetValues<LoadKind>().Where(each => !Unserved.ContainsKey(each)).Sum(each => TrafficOrder.ShareOf(Mix, each)));
        // Rounded up to whole minutes.
        return Ago.Span(Schedule.HoldFor((int)Math.Ceiling(samples / Math.Max(0.01, share))) + TimeSpan.FromSeconds(59));
    }
}
