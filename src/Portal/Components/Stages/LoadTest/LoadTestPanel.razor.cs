using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The load test: consent, settings and what they come to, the test as it runs, and what it proved.</summary>
public sealed partial class LoadTestPanel : IDisposable
{
    private const string Form = "load-test";
    private PartForm<LoadSettings> _form = null!;
    private FormDraft? _draft;
    private SiteView? _read;
    private ConsentStanding _standing = new(null, null, null);
    private ITimer? _edge;
    private long _expected;
    private bool _another;
    private (int Points, IReadOnlyList<ResultRow> Rows) _soFar = (-1, []);
    private (Guid Consent, Uri Address)? _stopLink;

    [Inject]
    public required SiteService Sites { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required LoadConsents Consents { get; init; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    protected override Stage Stage => Stage.LoadTest;

    private LoadReport? Live => Progress?.Load;

    private bool NeedsConsent => Site.Connection is { } connection && !LoadVerdict.IsRehearsal(connection.Environment);

    private bool NothingNoted => _standing is { Covering: null, Next: null };

    private bool AsksConsent => NeedsConsent && (NothingNoted || _another);

    protected override async Task OnInitializedAsync()
    {
        _form = new(Site.Configuration.Load, Site.Version);
        _draft = await Drafts.FindAsync(Site.Id, Form, CancellationToken.None);
        if (_draft is not null)
            _form.Now = Json.Read<LoadSettings>(_draft.Json);
    }

    protected override async Task OnParametersSetAsync()
    {
        _form?.Follow(Site.Configuration.Load, Site.Version);
        // Four times a second only the progress is another one.
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        await ReadConsentsAsync();
        if (Running is not null)
            _expected = LoadSchedule.Of(Site.Configuration.Load, LoadCap.Of(Site.Configuration.Load, Site.Connection is { } connection ? Adapters.FindProfile(connection.Vendor) : null, NeedsConsent ? _standing.Covering : null).PerMinute).Total;
    }

    // Judged anew with each second's point, not with each of the four drawings in it.
    private IReadOnlyList<ResultRow> SoFar()
    {
        if (Live is { } live && live.Points.Count != _soFar.Points)
            _soFar = (live.Points.Count, LoadSoFar.Rows(live, Site.Configuration.Thresholds));
        return Live is null ? [] : _soFar.Rows;
    }

    public void Dispose() => _edge?.Dispose();

    private async Task ReadConsentsAsync()
    {
        if (Site.Connection?.Environment is not { } environment || !NeedsConsent)
        {
            _standing = new(null, null, null);
            return;
        }

        var now = Clock.GetUtcNow();
        _standing = ConsentStanding.Of(await Consents.OfAsync(Site.Id, environment, CancellationToken.None), environment, now);
        _edge?.Dispose();
        // A window that opens or closes while the page is looked at changes what may be done.
        if ((_standing.Covering?.To ?? _standing.Next?.From) is { } edge && edge > now)
            _edge = Clock.CreateTimer(_ => InvokeAsync(LookAgainAsync), null, edge - now, Timeout.InfiniteTimeSpan);
    }

    private async Task LookAgainAsync()
    {
        await ReadConsentsAsync();
        StateHasChanged();
    }

    private async Task NotedAsync(LoadConsent consent)
    {
        _another = false;
        Announcer.Say("Consent noted");
        await MakeLinkAsync(consent.Id);
    }

    private async Task MakeLinkAsync(Guid consent)
    {
        var made = await Consents.MakeLinkAsync(consent, Actor, CancellationToken.None);
        Refused = made.Refusal;
        if (made.Value is { } address)
            _stopLink = (consent, address);
        await OnChanged.InvokeAsync();
    }

    private async Task WithdrawAsync(LoadConsent consent)
    {
        var withdrawn = await Consents.WithdrawAsync(consent.Id, Actor, CancellationToken.None);
        Refused = withdrawn.Refusal;
        Announcer.Say("Consent withdrawn");
        await OnChanged.InvokeAsync();
    }

    private async Task KeepDraftAsync()
    {
        if (!MayWork) return;
        if (_form.Dirty)
            await Drafts.KeepAsync(Site.Id, Form, _form.Now, _form.Seen, Actor, CancellationToken.None);
        else
            await Drafts.DropAsync(Site.Id, Form, Actor, CancellationToken.None);
        _draft = await Drafts.FindAsync(Site.Id, Form, CancellationToken.None);
    }

    private async Task StartTestAsync()
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

        await StartAsync();
    }

    private static string CutShortTitle(StageRun cut) => cut switch
    {
        { Status: RunStatus.Interrupted } => "The last test was interrupted.",
        { StopReason: { } } => "The last test was stopped before its end.",
        _ => "The last test was stopped.",
    };
}
