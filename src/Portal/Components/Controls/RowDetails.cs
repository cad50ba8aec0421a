using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>What a page puts into the opened rows of its table instead of the plain sheets.</summary>
public sealed record RowDetails
{
    /// <summary>The letter, where the row has one.</summary>
    public RenderFragment<ResultRow>? Letter { get; init; }

    public RenderFragment<ResultRow>? Evidence { get; init; }

    /// <summary>The row held against the last good run; for rows that need somebody.</summary>
    public RenderFragment<ResultRow>? Against { get; init; }

    /// <summary>The row whose cause and next step the page tells already.</summary>
    public ResultRow? Told { get; init; }
}
