using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Notices;
using Onboarding.Sites;
using Portal.Components.Layout;

namespace Portal.Components.Notices;

/// <summary>The mails about a site: to whom, what became of them, and a way to send by hand what the portal could not.</summary>
public sealed partial class NoticeList
{
    private IReadOnlyList<MailNotice> _notices = [];
    private NoticeByHand? _byHand;
    private Guid _handOf;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public string Label { get; set; } = "Mails about this site";

    [Parameter]
    public int Most { get; set; } = 20;

    [Inject]
    public required Outbox Outbox { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool MayWork => Actor.MayWork;

    private DateTimeOffset Now => Clock.GetUtcNow();

    private string Summary => _notices.Count(ByHand) switch
    {
        0 => "what the portal wrote to whom",
        1 => "1 has to be sent by hand",
        var left => $"{left} have to be sent by hand",
    };

    // The workspace hands its parts new parameters whenever something about the site changed.
    protected override async Task OnParametersSetAsync() => _notices = await Outbox.ListAsync(Site.Id, Most, CancellationToken.None);

    private bool ByHand(MailNotice notice) => notice.State is NoticeState.NoMailServer or NoticeState.Failed && !notice.IsOver(Now);

    private string? Note(MailNotice notice) => notice.IsOver(Now) ? "It did not leave, and nobody needs it any more." : notice.Note;

    private async Task TakeAsync(MailNotice notice)
    {
        var taken = await Outbox.TakeAsync(notice.Id, Actor, CancellationToken.None);
        (_refused, _byHand, _handOf) = (taken.Refusal, taken.Value, notice.Id);
        if (taken.Succeeded) Announcer.Say("The text is ready to send");
    }

    private async Task AgainAsync(MailNotice notice)
    {
        _refused = (await Outbox.SendAgainAsync(notice.Id, Actor, CancellationToken.None)).Refusal;
        _notices = await Outbox.ListAsync(Site.Id, Most, CancellationToken.None);
        if (_refused is null) Announcer.Say("The mail is on its way again");
    }
}
