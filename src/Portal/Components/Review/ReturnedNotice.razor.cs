using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Layout;

namespace Portal.Components.Review;

/// <summary>What an engineer asks of the CSM, on the stage's page until a newer run or until it is done.</summary>
public sealed partial class ReturnedNotice
{
    private IReadOnlyList<ReviewDecision> _returned = [];
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>The newest run of the stage; nothing is shown where there is none.</summary>
    [Parameter, EditorRequired]
    public required StageRun? Newest { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ReviewReader Reader { get; init; }

    [Inject]
    public required ReviewAnswers Answers { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync() =>
        _returned = Newest is { } run ? await Reader.ReturnedAsync(Site.Id, run.Id, CancellationToken.None) : [];

    private async Task DoneAsync(ReviewDecision one)
    {
        _refused = (await Answers.DoneAsync(one.Id, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say("Marked as done");
        await ReadAsync();
    }
}
