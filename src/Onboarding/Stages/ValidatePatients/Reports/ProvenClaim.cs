using System.ComponentModel;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>What a count of patients proves about all patients of the hospital, and what it would take to prove more.</summary>
public sealed record ProvenClaim
{
    /// <summary>The shares that people ask for.</summary>
    public static readonly IReadOnlyList<double> Asked = [0.90, 0.95, 0.99];

    [Description("The share of all patients that is proven with 95 % confidence, one-sided and exact (Clopper and Pearson).")]
    public required double AtLeast { get; init; }

    [Description("The claim in words.")]
    public required string Words { get; init; }

    [Description("How many patients it takes to claim more, where no more of them fail than failed here.")]
    public required IReadOnlyList<PatientsNeeded> Needed { get; init; }

    /// <summary>Null where nothing passed: that proves nothing.</summary>
    public static ProvenClaim? Of(int passed, int judged)
    {
        if (passed == 0)
            return null;
        var share = BinomialBound.Lower(passed, judged);
        return new()
        {
            AtLeast = share,
            Words = $"{passed} of {judged}: at least {BinomialBound.Percent(share)} with 95 % confidence",
            Needed = [.. Asked.Where(asked => asked > share).Select(asked => PatientsNeeded.Of(asked, judged - passed, judged))],
        };
    }
}

/// <summary>How many patients a larger claim takes.</summary>
public sealed record PatientsNeeded
{
    [Description("The share to be claimed with 95 % confidence.")]
    public required double Share { get; init; }

    [Description("The patients it takes in all, with as many failures as now.")]
    public required int Patients { get; init; }

    [Description("Those still to be added, all of which must pass.")]
    public required int More { get; init; }

    public static PatientsNeeded Of(double share, int failed, int judged)
    {
        var patients = BinomialBound.Needed(share, failed);
        return new() { Share = share, Patients = patients, More = Math.Max(0, patients - judged) };
    }
}
