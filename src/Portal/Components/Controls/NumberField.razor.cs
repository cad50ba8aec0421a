using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One number of a form, told while it is typed: label above, what is wrong with it and help below.</summary>
public sealed partial class NumberField
{
    private readonly string _id = $"n-{Guid.CreateVersion7():N}";
    private readonly string _aboutId = $"h-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>As it is written.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Raised with every key; nothing where it is no number.</summary>
    [Parameter]
    public EventCallback<double?> ValueChanged { get; set; }

    [Parameter]
    public double? Least { get; set; }

    [Parameter]
    public double? Most { get; set; }

    [Parameter]
    public bool Whole { get; set; } = true;

    [Parameter]
    public string? Help { get; set; }

    /// <summary>What is wrong with the number, in words; null where nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    private Task TypeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(
        double.TryParse(change.Value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var typed) ? typed : null);
}
