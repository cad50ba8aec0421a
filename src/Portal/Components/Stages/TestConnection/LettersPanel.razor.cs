using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Every letter to this hospital with what came back; the ones without an answer on top.</summary>
public sealed partial class LettersPanel
{
    private IReadOnlyList<SentLetter> _letters = [];

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback<SentLetter> OnAnswer { get; set; }

    [Parameter]
    public EventCallback<SentLetter> OnRemind { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Site Site => View.Site;

    private string Count => _letters.Count(letter => letter.IsOpen) is var open && open > 0 ? $"{open} of {_letters.Count} without an answer" : $"{_letters.Count} answered";

    protected override void OnParametersSet() =>
        _letters = [.. View.Letters.Where(letter => letter.RemindsOf is null).OrderBy(letter => !letter.IsOpen).ThenByDescending(letter => letter.SentAt)];

    private bool ReminderIsDue(SentLetter letter) => LetterWords.ReminderIsDue(letter, View.Letters, Clock.GetUtcNow(), Site.TimeZone);

    private string Waits(SentLetter letter) => Clock.GetUtcNow() - letter.SentAt is var age && age < TimeSpan.FromMinutes(1) ? "Just sent" : $"Waiting {Ago.Span(age)}";

    private int WorkingDays(SentLetter letter) => LetterWords.WorkingDays(LetterWords.Day(letter.SentAt, Site.TimeZone), LetterWords.Day(Clock.GetUtcNow(), Site.TimeZone));

    private static CheckState Sign(LetterOutcome outcome) => outcome switch
    {
        LetterOutcome.Fixed => CheckState.Passed,
        LetterOutcome.NotTheirFault => CheckState.Warning,
        LetterOutcome.WorkingOnIt or LetterOutcome.Question => CheckState.CouldNotAssess,
    };
}
