namespace EhrAdapters.Mapping;

/// <summary>What a value must keep to in order to be believed. Data, so that a person can change it; what is null is not asked.</summary>
public sealed record Plausibility
{
    /// <summary>Nothing is asked.</summary>
    public static readonly Plausibility None = new();

    /// <summary>On which side of today a date may lie.</summary>
    public DateSide Dates { get; init; }

    /// <summary>The first year that is believed; earlier dates are placeholders such as 1800-01-01.</summary>
    public int? EarliestYear { get; init; }

    /// <summary>The smallest number that is believed, in <see cref="Unit"/>.</summary>
    public decimal? Least { get; init; }

    /// <summary>The largest number that is believed, in <see cref="Unit"/>.</summary>
    public decimal? Most { get; init; }

    /// <summary>The UCUM unit that a quantity must be in; null where any will do.</summary>
    public string? Unit { get; init; }

    /// <summary>The most characters that a text may have.</summary>
    public int? LongestText { get; init; }

    /// <summary>The id of the date field of the same record that this one may not lie before, such as an encounter's start for its end.</summary>
    public string? NotBefore { get; init; }
}

/// <summary>On which side of today a date may lie.</summary>
public enum DateSide
{
    /// <summary>On either.</summary>
    Any,

    /// <summary>Today or before.</summary>
    Past,

    /// <summary>Today or later.</summary>
    Future,
}
