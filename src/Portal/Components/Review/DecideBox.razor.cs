using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Components.Stages.TestConnection;

namespace Portal.Components.Review;

/// <summary>The engineer's answer, for one report or for all of a group, with what it ends or opens before it is saved.</summary>
public sealed partial class DecideBox
{
    private const int UsualDays = 30;
    private ReviewAnswer _answer = ReviewAnswer.Returned;
    private bool _all = true;
    private string _text = "", _owner = "", _lastDay = "";
    private string? _error;
    private FormDraft? _kept;

    [Parameter, EditorRequired]
    public required ReviewGroup Group { get; set; }

    [Parameter, EditorRequired]
    public required ReviewItem Chosen { get; set; }

    /// <summary>Those who can look after an exception.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Actor> Workers { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Raised with the answer that is chosen now.</summary>
    [Parameter]
    public EventCallback<ReviewAnswer> OnChosen { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ReviewAnswers Answers { get; init; }

    [Inject]
    public required AnswerDrafts Drafts { get; init; }

    [Inject]
    public required Letters Letters { get; init; }

    [Inject]
    public required Retests Retests { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<ReviewItem> Targets => _all && _answer is not ReviewAnswer.Sent ? Group.Items : [Chosen];

    private IReadOnlyList<AnswerOption> Options =>
    [
        new(ReviewAnswer.Proposed, "Change the mapping", "Tried at once on the report’s patients, then saved or left to the CSM.", ChangeTrials.FieldOf(Chosen) is null ? "No mapping mends this check." : null),
        new(ReviewAnswer.Returned, "Return to the CSM", "With an instruction in plain words.", null),
        new(ReviewAnswer.Sent, "Send to the hospital", $"As a letter, to {Chosen.Site.Name}.", Chosen.Row.Letter is null ? "This check has no letter: its next step is ours." : null),
        new(ReviewAnswer.Excepted, "Accept as an exception", "With reason, owner and a last day; for this check only.", Never is { } why ? $"Never: {why}." : null),
    ];

    private string? Never => Group.Items.Select(item => item.Never).FirstOrDefault(why => why is not null);

    private string All => Group.Items.Count == 2 ? "both" : $"all {Group.Items.Count}";

    private IReadOnlyList<ChoiceOption> Reach => [new("all", Group.Items.Count == 2 ? "Both of this group" : $"All {Group.Items.Count} of this group"), new("one", $"Only {Chosen.Site.Name}, run {Chosen.Run.Number}")];

    private IReadOnlyList<ChoiceOption> Owners => [.. Workers.Select(person => new ChoiceOption(person.Id, person.Name))];

    private EffectWords? Effect => _answer switch
    {
        ReviewAnswer.Returned => EffectWords.Returning(Targets),
        ReviewAnswer.Sent => EffectWords.Sending(Chosen),
        ReviewAnswer.Excepted => EffectWords.Accepting(ReviewEffect.Of(Targets), Chosen.Run.Stage),
        ReviewAnswer.Proposed or ReviewAnswer.Corrected => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _owner = Workers.FirstOrDefault(person => person.Id == Me.Id)?.Id ?? (Workers.Count > 0 ? Workers[0].Id : "");
        _lastDay = LetterDialogs.Written(LetterWords.Day(Clock.GetUtcNow(), Chosen.Site.TimeZone).AddDays(UsualDays));
        if (await Drafts.FindAsync(Group, CancellationToken.None) is not { Draft: var draft } found) return;
        // Of a change the desk beside this form has the words.
        if (draft.Answer is ReviewAnswer.Proposed)
        {
            if (ChangeTrials.FieldOf(Chosen) is not null) await Choose(draft.Answer);
            return;
        }

        (_kept, _answer, _text, _all) = (found.Kept, draft.Answer, draft.Text, draft.All);
        if (Workers.Any(person => person.Id == draft.Owner)) _owner = draft.Owner;
        if (draft.LastDay.Length > 0) _lastDay = draft.LastDay;
    }

    private Task Choose(ReviewAnswer answer)
    {
        (_answer, _error) = (answer, null);
        return OnChosen.InvokeAsync(answer);
    }

    private async Task KeepAsync(Action edit)
    {
        edit();
        _error = (await Drafts.KeepAsync(Group, new(_answer, _text, _all, _owner, _lastDay), Me, CancellationToken.None)).Refusal?.Message;
        _kept = (await Drafts.FindAsync(Group, CancellationToken.None))?.Kept;
    }

    private async Task RecordAsync()
    {
        var runs = Targets.Select(item => item.Run.Id).ToList();
        var done = _answer switch
        {
            ReviewAnswer.Returned => await Answers.ReturnAsync(Group.Fingerprint, runs, _text, Me, CancellationToken.None),
            ReviewAnswer.Excepted => await Answers.AcceptAsync(Group.Fingerprint, runs, new(_text, Workers.FirstOrDefault(person => person.Id == _owner), LetterDialogs.Read(_lastDay)), Me, CancellationToken.None),
            ReviewAnswer.Sent => await SendAsync(),
            // These two are answered at the desk beside it.
            ReviewAnswer.Proposed or ReviewAnswer.Corrected => default(Result<Done>?),
        };
        if (done is not { } told) return;
        _error = told.Refusal?.Message;
        if (!told.Succeeded) return;
        Announcer.Say(Targets.Count == 1 ? "Decision recorded" : string.Create(CultureInfo.InvariantCulture, $"Decision recorded for {Targets.Count} reports"));
        await Drafts.DropAsync(Group, Me, CancellationToken.None);
        (_text, _kept) = ("", null);
        await OnChanged.InvokeAsync();
    }

    private async Task<Result<Done>?> SendAsync()
    {
        var (site, run, row) = (Chosen.Site, Chosen.Run, Chosen.Row);
        if (row.Letter is not { } proposed) return ReviewRefusals.NoLetter;
        var offer = run.Stage is Stage.TestConnection ? Retests.Offer(site, run) : null;
        var letter = await Letters.DraftAsync(site.Id, run.Id, row.Code, CancellationToken.None) ?? (offer is null ? proposed : LetterText.NextTest(proposed, offer.Next, site.TimeZone));
        if (await Dialogs.AskSendingAsync(site, letter, "Send the letter", offer) is not { } sending) return default(Result<Done>?);
        return await Answers.SendAsync(Group.Fingerprint, run.Id, sending, Me, CancellationToken.None);
    }

    private sealed record AnswerOption(ReviewAnswer Answer, string Word, string About, string? Off);
}
