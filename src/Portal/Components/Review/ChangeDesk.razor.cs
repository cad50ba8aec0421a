using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Portal.Components.Layout;
using Portal.Components.Stages;
using Portal.Components.Stages.MapFields;

namespace Portal.Components.Review;

/// <summary>An engineer changes the mapping of the failed field: tried at once on the report's patients, then saved or left to the CSM.</summary>
public sealed partial class ChangeDesk : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private List<SiteTrial> _sites = [];
    private SiteView? _view;
    private Refusal? _refused;
    private string _reason = "";
    private string? _error;
    private bool _importing;
    private FormDraft? _kept;

    [Parameter, EditorRequired]
    public required ReviewGroup Group { get; set; }

    [Parameter, EditorRequired]
    public required ReviewItem Chosen { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required ChangeTrials Trials { get; init; }

    [Inject]
    public required MappingChanges Changes { get; init; }

    [Inject]
    public required AnswerDrafts Drafts { get; init; }

    [Inject]
    public required SiteQueries Queries { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    // The queue is read anew while one works here; the report stays the same.
    private OpenTrial? _site => _sites.Find(IsChosen)?.Open;

    private ContractField Field => _site!.Trial.Field;

    private FieldMapping? Change => _site!.Studio.Mapping(Field.Id);

    private bool HasCodes => MappingSession.HasCodes(Field);

    private bool Edited => Change is { } change ? !_site!.Trial.IsSaved(change) : _site!.Trial.Saved is not null;

    private string? Problem => Change is null ? null : _site!.Tried.Problem;

    private bool Ready => Change is not null && Edited && Problem is null;

    private string? NotReady => Change is null ? "Write where the value comes from." : Problem is not null ? "Correct the expression first." : !Edited ? "Nothing differs from what is saved." : null;

    private IReadOnlyList<OpenTrial> Others => [.. _sites.Select(one => one.Open).OfType<OpenTrial>()];

    protected override async Task OnInitializedAsync()
    {
        var begun = await Drafts.FindAsync(Group, _gone.Token);
        (_kept, _reason) = (begun?.Kept, begun?.Draft is { Change: not null, Text: var text } ? text : "");
        await OpenAsync(begun?.Draft.Change);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task OpenAsync() => OpenAsync(_site is null ? null : Change);

    /// <param name="kept">What was edited before and is tried again.</param>
    private async Task OpenAsync(FieldMapping? kept)
    {
        _refused = null;
        _sites = [.. Group.Items.OrderByDescending(item => item.Run.Id == Chosen.Run.Id).DistinctBy(item => item.Site.Id).Select(item => new SiteTrial(item))];
        try
        {
            foreach (var one in _sites)
            {
                var opened = await Trials.OpenAsync(one.Item, Me, _gone.Token);
                (one.Refused, one.Open) = (opened.Refusal, opened.Value is { } trial ? new OpenTrial(trial) : null);
                if (IsChosen(one)) _refused = opened.Refusal;
                if (one.Open is not null && kept is not null) one.Open.Put(kept);
                StateHasChanged();
            }

            _view = await Queries.FindAsync(Chosen.Site.Slug, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The desk was left while the patients were read.
        }
    }

    private bool IsChosen(SiteTrial one) => one.Item.Run.Id == Chosen.Run.Id;

    private Task EditAsync(Action<MappingStudio> edit)
    {
        edit(_site!.Studio);
        return EditedAsync();
    }

    private Task ApplyCodesAsync(IReadOnlyDictionary<string, string> codes)
    {
        _importing = false;
        return EditAsync(studio => studio.SetCodes(Field.Id, codes));
    }

    private Task EditedAsync()
    {
        if (Change is { } change)
        {
            foreach (var one in Others)
                one.Put(change);
        }
        else
        {
            _site!.Put(new() { FieldId = Field.Id, Expression = "" });
        }

        return KeepAsync(_reason);
    }

    private async Task KeepAsync(string reason)
    {
        (_reason, _error) = (reason, null);
        if (Change is null) return;
        _error = (await Drafts.KeepAsync(Group, _site!.Trial, Change, reason, Me, CancellationToken.None)).Refusal?.Message;
        _kept = (await Drafts.FindAsync(Group, CancellationToken.None))?.Kept;
    }

    private static string SaveWord(OpenTrial open) => $"Save as version {open.Trial.NextVersion}";

    private async Task SaveAsync(OpenTrial open)
    {
        var saved = await Changes.SaveAsync(open.Trial, Change!, _reason, Me, CancellationToken.None);
        await ToldAsync(saved.Refusal, $"Mapping of {open.Trial.Site.Name} saved as version {open.Trial.NextVersion}");
    }

    private async Task ProposeAsync()
    {
        var told = await Changes.ProposeAsync([.. Others.Select(one => one.Trial)], Change!, _reason, Me, CancellationToken.None);
        await ToldAsync(told.Refusal, $"Change of {Field.Label} proposed");
    }

    private async Task ToldAsync(Refusal? refusal, string done)
    {
        // About the reason one reads beside it, about everything else below.
        var aboutReason = refusal is not null && (refusal == ChangeRefusals.NoReason || refusal == ReviewRefusals.PatientLike || refusal.Code == ReviewRefusals.TooLong.Code);
        (_error, _refused) = (aboutReason ? refusal!.Message : null, aboutReason ? null : refusal);
        if (refusal is not null) return;
        await Drafts.DropAsync(Group, Me, CancellationToken.None);
        Announcer.Say(done);
        await OnChanged.InvokeAsync();
    }

    private sealed class SiteTrial(ReviewItem item)
    {
        public ReviewItem Item => item;

        public OpenTrial? Open { get; set; }

        public Refusal? Refused { get; set; }
    }

    private sealed class OpenTrial
    {
        public OpenTrial(ChangeTrial trial)
        {
            Trial = trial;
            Studio = new(trial.Session, new PartForm<FieldMap>(trial.Site.Configuration.Mapping, trial.Site.Version));
            Tried = trial.Try(trial.Saved ?? new() { FieldId = trial.Field.Id, Expression = "" });
        }

        public ChangeTrial Trial { get; }

        public MappingStudio Studio { get; }

        public TriedChange Tried { get; private set; }

        public void Put(FieldMapping change)
        {
            if (Studio.Mapping(change.FieldId) is var now && !ReferenceEquals(now, change))
            {
                Studio.SetExpression(change.FieldId, change.Expression);
                if (Studio.Mapping(change.FieldId) is not null) Studio.SetCodes(change.FieldId, change.CodeMap);
            }

            Tried = Trial.Try(change);
        }
    }
}
