using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Portal.Accounts;
using Portal.Components.Controls;

namespace Portal.Components.Workspace;

/// <summary>Who takes the site over.</summary>
public sealed partial class HandOverDialog
{
    private IReadOnlyList<ChoiceOption> _people = [];
    private string _chosen = "";

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>Everybody who may work on sites, except the present owner.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Actor> Workers { get; set; }

    protected override void OnInitialized()
    {
        _people = [.. Workers.Select(person => new ChoiceOption(person.Id, $"{person.Name}, {PortalRoles.Word(person.Role)}"))];
        _chosen = _people.Count > 0 ? _people[0].Value : "";
    }
}
