using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>One part of the plan's form: what stands in it, and what is wrong with it by field.</summary>
public abstract class PlanPartBase : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required PlanFields Fields { get; set; }

    [Parameter]
    public EventCallback<PlanFields> FieldsChanged { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> Wrong { get; set; }

    protected string? Error(string field) => Wrong.GetValueOrDefault(field);

    protected Task SetAsync(PlanFields fields) => FieldsChanged.InvokeAsync(fields);
}
