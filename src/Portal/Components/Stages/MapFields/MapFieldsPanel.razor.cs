using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Stages.MapFields.Versions;
using Portal.Glue;

namespace Portal.Components.Stages.MapFields;

/// <summary>The mapping studio: fields, editor and code map, tried on sample patients while one works.</summary>
public sealed partial class MapFieldsPanel : IDisposable
{
    private const string FormName = "map-fields";
    private readonly CancellationTokenSource _gone = new();
    private MappingStudio? _studio;
    private PartForm<FieldMap>? _form;
    private ContractField _field = DataContract.Default.Fields[0];
    private FormDraft? _draft;
    private Refusal? _refusal;
    private VendorFleet _fleet = VendorFleet.None;
    private SiteTemplate _template = SiteTemplate.None;
    private Work _work;
    private string? _reason;

    [Inject]
    public required MappingWorkbench Workbench { get; init; }

    [Inject]
    public required SiteService Sites { get; init; }

    [Inject]
    public required MappingVersions Versions { get; init; }

    [Inject]
    public required FleetMemory Fleet { get; init; }

    [Inject]
    public required MappingTemplates Templates { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Stage Stage => Stage.MapFields;

    private PartForm<FieldMap> Form => _form!;

    private bool HasCodes => MappingSession.HasCodes(_field);

    private bool AcceptFirst => _studio is { SureWaiting: > 0, Mapped: 0 };

    private string Purpose
    {
        get
        {
            if (_studio is not { } studio) return Stage.Purpose();
            var open = studio.Fields.Count(one => one.Requirement is FieldRequirement.Identity or FieldRequirement.Required && studio.Stand(one).State is CheckState.Failed);
            var rest = open switch { 0 => "No required field is open.", 1 => "One required field is still open.", _ => $"{open} required fields are still open." };
            return $"Says for each of our {studio.Fields.Count} fields where this hospital keeps it. {rest}";
        }
    }

    /// <summary>What the version will say; a proposal until somebody writes their own.</summary>
    private string Reason => _reason ?? _studio!.Reason;

    private string SaveWord => Form.Dirty ? "Save mapping" : "Check mapping";

    private string? Off => this switch
    {
        { MayWork: false } => NotNow,
        _ when Form.Conflicts => "Decide first whose mapping counts.",
        _ when _studio!.Mapped == 0 => "Map a field first.",
        _ when !Form.Dirty => NotNow,
        _ when string.IsNullOrWhiteSpace(Reason) => "Say why, in a few words.",
        _ => null,
    };

    private string Differs
    {
        get
        {
            var changes = MappingDiff.Between(Site.Configuration.Mapping, Form.Now, _studio?.Session.Contract);
            return $"The two differ in: {string.Join(", ", changes.Select(change => change.Label))}.";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _form = new(Site.Configuration.Mapping, Site.Version);
        _draft = await Drafts.FindAsync(Site.Id, FormName, _gone.Token);
        if (_draft is not null)
            _form.Now = Json.Read<FieldMap>(_draft.Json);
        _fleet = await Fleet.OfAsync(Site.Id, _gone.Token);
        await ReadTemplateAsync();
        await OpenAsync();
        if (QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue("field", out var wanted))
            Select(wanted.ToString());
    }

    protected override void OnParametersSet() => _form?.Follow(Site.Configuration.Mapping, Site.Version);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task OpenAsync()
    {
        try
        {
            var opened = await Workbench.OpenAsync(Site.Id, _gone.Token);
            (_refusal, _studio) = (opened.Refusal, opened.Value is { } session ? new(session, Form) : null);
            _field = _studio?.Fields.FirstOrDefault(one => one.Id == _field.Id) ?? _field;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left while the patients were read.
        }
    }

    private void Select(string id)
    {
        if (_studio?.Fields.FirstOrDefault(field => field.Id == id) is not { } field) return;
        (_field, _work) = (field, Work.Field);
    }

    private void Step(int by)
    {
        var fields = _studio!.Fields;
        var at = fields.TakeWhile(field => field.Id != _field.Id).Count();
        _field = fields[(at + by + fields.Count) % fields.Count];
    }

    private async Task AcceptSureAsync()
    {
        var waiting = _studio!.SureWaiting;
        _studio.AcceptSure();
        Announcer.Say($"{waiting} suggestions accepted");
        await EditedAsync();
    }

    private async Task UndoAsync()
    {
        _studio!.Undo();
        if (_studio.Fields.All(field => field.Id != _field.Id)) (_field, _work) = (_studio.Fields[0], Work.Field);
        await EditedAsync();
    }

    private async Task AddedAsync(string id)
    {
        Select(id);
        await EditedAsync();
    }

    private async Task ApplyCodesAsync(IReadOnlyDictionary<string, string> codes)
    {
        _studio!.SetCodes(_field.Id, codes);
        _work = Work.Field;
        Announcer.Say("Code table applied, not saved yet");
        await EditedAsync();
    }

    private async Task CopyAsync(SisterSite sister)
    {
        _studio!.CopyFrom(sister.Name, sister.Mapping);
        Select(MappingDiff.Between(Form.Opened, Form.Now) is [var first, ..] ? first.FieldId : _field.Id);
        Announcer.Say($"Mapping of {sister.Name} copied, not saved yet");
        await EditedAsync();
    }

    private async Task ReadTemplateAsync() => _template = await Templates.OfAsync(Site.Id, _gone.Token);

    private async Task TakeTemplateAsync(IReadOnlyList<FieldMapping> mappings)
    {
        _studio!.Take(mappings);
        Announcer.Say(mappings.Count == 1 ? "1 field taken from the template, not saved yet" : $"{mappings.Count} fields taken from the template, not saved yet");
        await EditedAsync();
    }

    private async Task RemoveAsync()
    {
        _studio!.RemoveCustom(_field.Id);
        _field = _studio.Fields[0];
        await EditedAsync();
    }

    private async Task TakeNewestAsync()
    {
        Form.TakeNewest();
        await EditedAsync();
    }

    private async Task EditedAsync()
    {
        if (!Form.Dirty)
            _reason = null;
        if (Form.Dirty)
            await Drafts.KeepAsync(Site.Id, FormName, Form.Now, Form.Seen, Actor, CancellationToken.None);
        else
            await Drafts.DropAsync(Site.Id, FormName, Actor, CancellationToken.None);
        _draft = await Drafts.FindAsync(Site.Id, FormName, CancellationToken.None);
    }

    private async Task SaveAsync()
    {
        if (Off is not null) return;
        if (Form.Dirty)
        {
            if (!await TakeOverAsync(await Sites.SaveMappingAsync(Site.Id, Form.Seen, Form.Now, new MappingChange(Reason), Actor, CancellationToken.None), "Mapping saved"))
                return;
        }

        await CheckAsync();
    }

    private async Task RestoreAsync(int number)
    {
        if (!await TakeOverAsync(await Versions.RestoreAsync(Site.Id, Form.Seen, number, Actor, CancellationToken.None), $"Version {number} restored"))
            return;
        Navigation.NavigateTo(MappingPaths.List(Site.Slug), replace: true);
        await CheckAsync();
    }

    /// <summary>Goes on from what was saved; where it was refused, the page shows why.</summary>
    private async Task<bool> TakeOverAsync(Result<Site> saved, string said)
    {
        Refused = saved.Refusal;
        if (saved.Value is not { } site)
        {
            await OnChanged.InvokeAsync();
            return false;
        }

        _form = new(site.Configuration.Mapping, site.Version);
        _studio = new(_studio!.Session, _form);
        if (_studio.Fields.All(field => field.Id != _field.Id)) _field = _studio.Fields[0];
        await Drafts.DropAsync(Site.Id, FormName, Actor, CancellationToken.None);
        (_draft, _reason, _work) = (null, null, Work.Field);
        Announcer.Say(said);
        return true;
    }

    private async Task CheckAsync()
    {
        if (NotNow is null)
            await StartAsync();
        else
            await OnChanged.InvokeAsync();
    }

    private (string Title, string Text)? Outcome(StageRun run) => run.Verdict switch
    {
        _ when Outdated => ("The mapping or the connection has changed since the last check.", "Check it again: the result below does not count any more."),
        CheckState.Failed => (run.Rows.First(row => row.State is CheckState.Failed) is var row ? $"{row.Check}: {row.Message}" : "", row.NextStep ?? ""),
        CheckState.CouldNotAssess or CheckState.NotReached => (run.Rows.FirstOrDefault(row => row.State is CheckState.CouldNotAssess)?.Message ?? "The mapping could not be tried.", run.Rows.FirstOrDefault(row => row.State is CheckState.CouldNotAssess)?.NextStep ?? ""),
        CheckState.Warning when !Form.Dirty => ("The mapping holds, with something worth a look.", "It does not stop you: the rows below say what to look at."),
        _ => null,
    };

    /// <summary>What the middle of the studio is used for.</summary>
    private enum Work
    {
        Field,
        OwnField,
        Import,
        Copy,
    }
}
