using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Layout;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The letter of a row: read, edited before sending and kept as a draft, copied or taken along.</summary>
public sealed partial class LetterDesk
{
    private Letter? _draft;
    private Letter? _shown;
    private bool _editing;
    private string _subject = "", _body = "";
    private string? _error;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter, EditorRequired]
    public required ResultRow Row { get; set; }

    /// <summary>When the portal tests again by itself, planned or offered; told in the letter.</summary>
    [Parameter]
    public DateTimeOffset? NextTest { get; set; }

    /// <summary>The letter as it went out; then it is shown in those words and no longer edited.</summary>
    [Parameter]
    public SentLetter? Sent { get; set; }

    /// <summary>False for whoever looks on, or looks back.</summary>
    [Parameter]
    public bool MayEdit { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    public required Letters Letters { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        _draft = await Letters.DraftAsync(Site.Id, Run.Id, Row.Code, CancellationToken.None);
        Show();
    }

    private string? Note => Sent is { } sent ? $"Sent by {sent.SentBy}, {SiteTime.Absolute(sent.SentAt, Clock.GetUtcNow(), Site.TimeZone)}. This is what went out."
        : _draft is null ? null : "Edited. The proposed text can be taken back while you edit.";

    private void Show() => _shown = Sent is { } sent ? new(sent.Subject, sent.Body) : _draft ?? (Row.Letter is { } proposed && NextTest is { } next ? LetterText.NextTest(proposed, next, Site.TimeZone) : Row.Letter);

    private void Edit()
    {
        (_subject, _body, _error, _editing) = (_shown!.Subject, _shown.Body, null, true);
    }

    private async Task SaveAsync()
    {
        var kept = await Letters.KeepDraftAsync(Site, Run.Id, Row.Code, _subject, _body, Actor, CancellationToken.None);
        if (kept.Refusal is { } refusal)
        {
            _error = refusal.Message;
            return;
        }

        (_draft, _editing) = (kept.Value, false);
        Show();
        Announcer.Say("Letter saved as a draft");
    }

    private async Task TakeBackAsync()
    {
        await Letters.DropDraftAsync(Site.Id, Run.Id, Row.Code, Actor, CancellationToken.None);
        (_draft, _editing) = (null, false);
        Show();
        Announcer.Say("The proposed text is back");
    }
}
