using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Versions;

namespace Portal.Components.Stages.MapFields;

/// <summary>Two mappings field by field: the expressions, and the codes that were added, removed or changed.</summary>
public sealed partial class ChangeTable
{
    private const int MostCodes = 12;

    [Parameter, EditorRequired]
    public required IReadOnlyList<FieldChange> Changes { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What stands on the left: "Version 2", "Here".</summary>
    [Parameter, EditorRequired]
    public required string Before { get; set; }

    [Parameter, EditorRequired]
    public required string After { get; set; }

    private static RenderFragment Place(string? expression) => builder =>
    {
        if (expression is null)
        {
            builder.AddContent(0, "not mapped");
            return;
        }

        builder.OpenElement(1, "code");
        builder.AddContent(2, expression);
        builder.CloseElement();
    };

    private static string Ours(string? code) => code is null ? "no entry" : CodeWords.Of(code);
}
