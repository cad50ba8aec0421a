using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Takes the letter along and notes how it went out.</summary>
public sealed partial class SendDialog
{
    private static readonly IReadOnlyList<ChoiceOption> Ways = [.. Enum.GetValues<LetterWay>().Select(way => new ChoiceOption(Json.Word(way), way.Word()))];
    private string _to = "", _way = Json.Word(LetterWay.Mail), _day = "", _ticket = "";
    private string? _error;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Letter Letter { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The re-tests that begin with sending; null where waiting cannot help.</summary>
    [Parameter]
    public RetestSchedule? Offer { get; set; }

    /// <summary>Whom an earlier letter went to.</summary>
    [Parameter]
    public string? To { get; set; }

    [Parameter]
    public string? Ticket { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private MailLink Mail => MailLink.Of(Letter);

    private string Plain => $"Subject: {Letter.Subject}\n\n{Letter.Body}";

    protected override void OnInitialized() => (_to, _day, _ticket) =
        (To ?? ConnectionWords.Analyst(Site.Name), LetterDialogs.Written(LetterWords.Day(Clock.GetUtcNow(), Site.TimeZone)), Ticket ?? "");

    private void Done()
    {
        var at = LetterDialogs.Moment(_day, Clock.GetUtcNow(), Site.TimeZone);
        _error = string.IsNullOrWhiteSpace(_to) ? LetterRefusals.ToNeeded.Message : at > Clock.GetUtcNow() ? LetterRefusals.Future.Message : null;
        if (_error is null)
            Dialog.Close(DialogResult.Ok(new Sending(_to, Enum.GetValues<LetterWay>().Single(way => Json.Word(way) == _way)) { At = at, Ticket = _ticket, Letter = Letter }));
    }
}
