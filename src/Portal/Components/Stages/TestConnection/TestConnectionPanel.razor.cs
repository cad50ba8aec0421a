using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.History;
using Onboarding.Stages.TestConnection.Retest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The connection test: cause first, whose move, the letter, when it tests itself again, and what was before.</summary>
public sealed partial class TestConnectionPanel
{
    private const int HistoryLength = 24;
    private ConnectionPast? _past;
    private RetestPlan? _plan;
    private RetestSchedule? _offer;

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required Letters Letters { get; init; }

    [Inject]
    public required Retests Retests { get; init; }

    [Inject]
    public required ConnectionHistory History { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override Stage Stage => Stage.TestConnection;

    private VendorProfile? Profile => Site.Connection is { } connection ? Adapters.FindProfile(connection.Vendor) : null;

    private bool Waiting => Site.WaitingOn is FaultOwner.Hospital or FaultOwner.EhrVendor or FaultOwner.HospitalNetwork;

    /// <summary>True where an earlier run is looked at: it is shown as it was and offers nothing to do.</summary>
    private bool LooksBack => Finished is { } run && View.Evidence.Of(Stage) is { } newest && newest.RunId != run.Id;

    protected override async Task OnParametersSetAsync()
    {
        _past = await History.ReadAsync(Site, HistoryLength, Finished, CancellationToken.None);
        _plan = await Retests.NewestAsync(Site.Id, CancellationToken.None);
        _offer = Finished is { } run && !LooksBack && View.Evidence.Fails(Stage) ? Retests.Offer(Site, run) : null;
    }

    private bool Good(StageRun run) => run.Verdict is CheckState.Passed or CheckState.Warning && !(Outdated && !LooksBack);

    private bool LetterIsOut(StageRun run) => ConnectionWords.LetterFor(View.Letters, run, run.Rows.Worst()) is { IsOpen: true };

    private RowDetails Details(StageRun run) => new()
    {
        Told = run.Rows.Worst(),
        Letter = row => builder =>
        {
            builder.OpenComponent<LetterDesk>(0);
            builder.AddComponentParameter(1, nameof(LetterDesk.Site), Site);
            builder.AddComponentParameter(2, nameof(LetterDesk.Run), run);
            builder.AddComponentParameter(3, nameof(LetterDesk.Row), row);
            builder.AddComponentParameter(4, nameof(LetterDesk.NextTest), _plan is { Active: true } ? _plan.NextAt : _offer?.Next);
            builder.AddComponentParameter(5, nameof(LetterDesk.Sent), ConnectionWords.LetterFor(View.Letters, run, row));
            builder.AddComponentParameter(6, nameof(LetterDesk.MayEdit), MayWork && !LooksBack);
            builder.CloseComponent();
        },
        Evidence = row => builder =>
        {
            builder.OpenComponent<EvidenceSheet>(0);
            builder.AddComponentParameter(1, nameof(EvidenceSheet.Row), row);
            builder.AddComponentParameter(2, nameof(EvidenceSheet.Title), $"{Site.Name}, connection test, run {run.Number}");
            // Whoever looks at the row that stopped the test needs everything below it as well.
            builder.AddComponentParameter(3, nameof(EvidenceSheet.Also), ReferenceEquals(row, run.Rows.Worst()) ? OtherEvidence(run, row) : []);
            builder.CloseComponent();
        },
        Against = _ => builder =>
        {
            builder.OpenComponent<AgainstLastGood>(0);
            builder.AddComponentParameter(1, nameof(AgainstLastGood.Past), _past);
            builder.AddComponentParameter(2, nameof(AgainstLastGood.Run), run);
            builder.AddComponentParameter(3, nameof(AgainstLastGood.TimeZone), Site.TimeZone);
            builder.CloseComponent();
        },
    };

    // The same fact of two rungs, such as two HTTP answers, says which one it belongs to.
    private static IReadOnlyList<EvidenceItem> OtherEvidence(StageRun run, ResultRow row)
    {
        var own = row.Evidence.Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. run.Rows.Where(other => !ReferenceEquals(other, row)).SelectMany(other => other.Evidence
                .Where(item => item.Name != "Time" && !row.Evidence.Contains(item))
                .Select(item => own.Contains(item.Name) ? item with { Name = $"{item.Name}, {RungNames.Of(other).ToLowerInvariant()}" } : item)),
        ];
    }

    private Task StartAgainAsync() => StartAsync();

    private async Task SendAsync(StageRun run)
    {
        if (!MayWork || run.Rows.Worst() is not { Letter: { } proposed } row) return;
        var letter = await Letters.DraftAsync(Site.Id, run.Id, row.Code, CancellationToken.None) ?? (_offer is { } offer ? LetterText.NextTest(proposed, offer.Next, Site.TimeZone) : proposed);
        if (await Dialogs.AskSendingAsync(Site, letter, "Send the letter", _offer) is not { } sending) return;
        var sent = await Letters.SentAsync(Site.Id, run.Id, row, sending, Actor, CancellationToken.None);
        await TellAsync(sent.Refusal, _offer is null ? "Noted. The site waits for the hospital now." : "Noted. The site waits for the hospital now and tests itself again.");
    }

    private async Task RemindAsync(SentLetter first)
    {
        if (!MayWork) return;
        if (await Dialogs.AskSendingAsync(Site, LetterText.Reminder(first, Site.Name, Actor.Name, Site.TimeZone), "Send a reminder", null, first.To, first.Ticket) is not { } sending) return;
        await TellAsync((await Letters.RemindedAsync(first, sending, Actor, CancellationToken.None)).Refusal, "Reminder noted.");
    }

    private async Task AnswerAsync(SentLetter letter)
    {
        if (!MayWork || await Dialogs.AskAnswerAsync(Site, letter) is not { } answering) return;
        await TellAsync((await Letters.AnsweredAsync(Site.Id, letter.Id, answering, Actor, CancellationToken.None)).Refusal, "Answer noted.");
    }

    private async Task PlanAsync(StageRun run) =>
        await TellAsync((await Retests.StartAsync(Site.Id, run.Id, Actor, CancellationToken.None)).Refusal, "Planned. The portal tests again by itself.");

    private async Task StopPlanAsync() =>
        await TellAsync((await Retests.StopAsync(Site.Id, Actor, CancellationToken.None)).Refusal, "Re-tests stopped.");

    private async Task TellAsync(Refusal? refusal, string done)
    {
        Refused = refusal;
        if (refusal is null) Announcer.Say(done);
        await OnChanged.InvokeAsync();
    }
}
