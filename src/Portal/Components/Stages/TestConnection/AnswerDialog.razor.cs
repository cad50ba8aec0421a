using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Portal.Components.Stages.TestConnection;

/// <summary>What the hospital answered, and what it means for whose move it is.</summary>
public sealed partial class AnswerDialog
{
    private LetterOutcome _outcome;
    private string _by = "", _day = "", _text = "", _until = "";
    private string? _error;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required SentLetter Letter { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override void OnInitialized() => _day = LetterDialogs.Written(LetterWords.Day(Clock.GetUtcNow(), Site.TimeZone));

    private static string Means(LetterOutcome outcome) => outcome switch
    {
        LetterOutcome.Fixed => "Our move: test again.",
        LetterOutcome.NotTheirFault => "Our move: an engineer looks.",
        LetterOutcome.WorkingOnIt => "The site goes on waiting.",
        LetterOutcome.Question => "Our move: answer it.",
    };

    private void Done()
    {
        var at = LetterDialogs.Moment(_day, Clock.GetUtcNow(), Site.TimeZone);
        var until = LetterDialogs.Read(_until);
        _error = string.IsNullOrWhiteSpace(_by) || string.IsNullOrWhiteSpace(_text) ? LetterRefusals.AnswerNeeded.Message
            : at > Clock.GetUtcNow() ? LetterRefusals.Future.Message
            : _outcome is LetterOutcome.WorkingOnIt && until is null ? LetterRefusals.UntilNeeded.Message
            : null;
        if (_error is null)
            Dialog.Close(DialogResult.Ok(new Answering(_by, _text, _outcome, until) { At = at }));
    }
}
