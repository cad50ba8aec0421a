using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A letter's plain text set as a letter: titles, numbered requests, facts in columns, a command to copy.</summary>
public sealed partial class LetterBody
{
    private IReadOnlyList<LetterBlock> _blocks = [];

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void OnParametersSet() => _blocks = LetterBlock.Read(Text);
}
