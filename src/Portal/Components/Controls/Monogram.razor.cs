using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A person as two letters; the name stands beside it or in the text around it.</summary>
public sealed partial class Monogram
{
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public bool Small { get; set; }

    private string Letters
    {
        get
        {
            var words = Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return words switch
            {
                [] => "?",
                [var only] => only[..1].ToUpperInvariant(),
                [var first, .., var last] => $"{first[0]}{last[0]}".ToUpperInvariant(),
            };
        }
    }
}
