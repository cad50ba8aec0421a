using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>One column below a cause.</summary>
public sealed record CauseFact(string Label, string Value, string? Detail = null)
{
    /// <summary>Whose move, how sure, what next: the columns of a failed row.</summary>
    public static IReadOnlyList<CauseFact> Of(ResultRow row) =>
    [
        .. row.Owner is { } owner ? [new CauseFact("Who has to act", owner.Word())] : Array.Empty<CauseFact>(),
        .. row.Confidence is { } sure ? [new CauseFact("How sure we are", sure.Word())] : Array.Empty<CauseFact>(),
        .. row.NextStep is { Length: > 0 } next ? [new CauseFact("What to do", next)] : Array.Empty<CauseFact>(),
    ];
}

/// <summary>The roomy block where one decides: the cause or verdict, one button, who acts, what is proven fine.</summary>
public sealed partial class CausePanel
{
    private readonly string _titleId = $"cause-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required CheckState State { get; set; }

    /// <summary>Work is going on; the colour is the accent's and the sign turns.</summary>
    [Parameter]
    public bool Running { get; set; }

    [Parameter]
    public string? Kicker { get; set; }

    [Parameter]
    public string? Lead { get; set; }

    /// <summary>The page's one primary button.</summary>
    [Parameter]
    public RenderFragment? Action { get; set; }

    [Parameter]
    public string? ActionHint { get; set; }

    /// <summary>Under the lead, such as a progress bar.</summary>
    [Parameter]
    public RenderFragment? Below { get; set; }

    [Parameter]
    public IReadOnlyList<CauseFact> Facts { get; set; } = [];

    /// <summary>The last column but one: when it tests itself again.</summary>
    [Parameter]
    public RenderFragment? Again { get; set; }

    /// <summary>The last column: a retry button, or why it is off.</summary>
    [Parameter]
    public RenderFragment? Retry { get; set; }

    /// <summary>Between the columns and what is proven fine, such as a chart.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public IReadOnlyList<string> Proven { get; set; } = [];

    private string Css => (Running, State) switch
    {
        (true, _) => "run",
        (_, CheckState.Failed) => "bad",
        (_, CheckState.Warning) => "warn",
        (_, CheckState.Passed) => "good",
        (_, CheckState.CouldNotAssess) => "unknown",
        (_, CheckState.NotApplicable or CheckState.NotReached) => "",
    };
}
