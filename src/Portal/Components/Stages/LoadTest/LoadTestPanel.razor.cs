using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The load test: settings and what they come to, the test as it runs, and what it proved.</summary>
public sealed partial class LoadTestPanel
{
    private const string Form = "load-test";
    private PartForm<LoadSettings> _form = null!;
    private FormDraft? _draft;

    [Inject]
    public required SiteService Sites { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    protected override Stage Stage => Stage.LoadTest;

    private LoadReport? Live => Progress?.Load;

    private string Headline => Live is null ? "Getting ready: signing in and reading one record" : LoadPlan.Phase(Live);

    private double? ShareDone => Live is null ? null : Live.ElapsedSeconds / Math.Max(1, Live.RampSeconds + Live.HoldSeconds);

    private string? Sent => Live is null ? null
        : $"{Live.Sent.ToString("N0", CultureInfo.InvariantCulture)} of about {LoadPlan.Requests(Site.Configuration.Load).ToString("N0", CultureInfo.InvariantCulture)} requests · ends about {Ends(Live)}";

    private ResultRow? Failed => Finished?.Rows.FirstOrDefault(row => row.State is CheckState.Failed);

    private string VerdictTitle => Finished switch
    {
        { Verdict: CheckState.Failed } => Failed?.Message ?? "The EHR did not keep up.",
        { Verdict: CheckState.Passed, Detail: LoadReport load } => $"The EHR keeps up with {LoadPlan.PerSecond(load.TargetPerSecond)} requests per second.",
        { Verdict: CheckState.Warning, Detail: LoadReport load } => $"The EHR keeps up with {LoadPlan.PerSecond(load.TargetPerSecond)} requests per second; something comes close to its limit.",
        _ => Finished?.Rows.FirstOrDefault(row => row.State is CheckState.CouldNotAssess)?.Message ?? "The test could not be judged.",
    };

    private string VerdictLead => Outdated
        ? "This was measured with earlier settings. Test again: it does not count for go-live."
        : (Finished?.Detail as LoadReport)?.StoppedBecause is { } stopped
            ? $"The test stopped by itself: {stopped}"
            : Failed?.Explanation is { Length: > 0 } explanation ? explanation : "Measured at 1.5 times this site’s busiest hour, or at the agreed cap.";

    protected override async Task OnInitializedAsync()
    {
        _form = new(Site.Configuration.Load, Site.Version);
        _draft = await Drafts.FindAsync(Site.Id, Form, CancellationToken.None);
        if (_draft is not null)
            _form.Now = Json.Read<LoadSettings>(_draft.Json);
    }

    protected override void OnParametersSet() => _form?.Follow(Site.Configuration.Load, Site.Version);

    private async Task KeepDraftAsync()
    {
        if (!MayWork) return;
        if (_form.Dirty)
            await Drafts.KeepAsync(Site.Id, Form, _form.Now, _form.Seen, Actor, CancellationToken.None);
        else
            await Drafts.DropAsync(Site.Id, Form, Actor, CancellationToken.None);
        _draft = await Drafts.FindAsync(Site.Id, Form, CancellationToken.None);
    }

    private async Task StartTestAsync(string? agreedBy)
    {
        if (NotNow is not null) return;
        if (_form.Dirty)
        {
            var saved = await Sites.SaveLoadAsync(Site.Id, _form.Seen, _form.Now, Actor, CancellationToken.None);
            Refused = saved.Refusal;
            if (saved.Value is not { } site)
            {
                await OnChanged.InvokeAsync();
                return;
            }

            _form = new(site.Configuration.Load, site.Version);
            await Drafts.DropAsync(Site.Id, Form, Actor, CancellationToken.None);
            _draft = null;
        }

        if (agreedBy is not null)
            await Sites.NoteLoadConsentAsync(Site.Id, agreedBy, Actor, CancellationToken.None);
        await StartAsync();
    }

    private string Ends(LoadReport load)
    {
        var left = TimeSpan.FromSeconds(Math.Max(0, load.RampSeconds + load.HoldSeconds - load.ElapsedSeconds));
        var now = Clock.GetUtcNow();
        return SiteTime.Absolute(now + left, now, Site.TimeZone);
    }

    private static string Counted(IReadOnlyList<ResultRow> rows)
    {
        var judged = rows.Count(row => row.State is CheckState.Passed or CheckState.Warning or CheckState.Failed);
        return $"{rows.Count(row => row.State is CheckState.Passed)} of {judged} that could be judged passed";
    }
}
