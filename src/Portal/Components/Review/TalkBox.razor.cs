using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Review;
using Portal.Components.Layout;

namespace Portal.Components.Review;

/// <summary>What people say about a group of failures, and to whom.</summary>
public sealed partial class TalkBox
{
    private string _text = "";
    private string? _error;

    [Parameter, EditorRequired]
    public required ReviewGroup Group { get; set; }

    /// <summary>Those who can be mentioned.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Actor> Reviewers { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ReviewDesk Desk { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private IReadOnlyList<Actor> Others => [.. Reviewers.Where(person => person.Id != Me.Id)];

    private void Mention(Actor person) => _text = $"{_text.TrimEnd()} @{person.Name} ".TrimStart();

    private async Task SaveAsync()
    {
        var saved = await Desk.CommentAsync(Group.Fingerprint, _text, Reviewers, Me, CancellationToken.None);
        _error = saved.Refusal?.Message;
        if (!saved.Succeeded) return;
        _text = "";
        Announcer.Say("Comment added");
        await OnChanged.InvokeAsync();
    }
}
