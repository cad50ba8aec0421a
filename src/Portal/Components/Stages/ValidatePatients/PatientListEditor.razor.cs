using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Stages.Configure;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>Where a list of patients comes from.</summary>
public enum PatientSource
{
    Paste,
    File,
    Lookup,
}

/// <summary>The patients that the hospital named: pasted once, then encrypted and shown masked.</summary>
public sealed partial class PatientListEditor
{
    private IReadOnlyList<TestPatient> _saved = [];
    private TestPatientKind _kind;
    private string _text = "";
    private PatientSource _source;
    private IReadOnlyList<TestPatient> _taken = [];
    private bool _editing;
    private bool _opened;
    private string? _fingerprint;
    private int _seen;
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Why the stage cannot start now; the list can still be saved.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    [Parameter]
    public bool Again { get; set; }

    [Parameter]
    public bool Primary { get; set; }

    [Parameter]
    public EventCallback OnSaved { get; set; }

    [Parameter]
    public EventCallback OnStart { get; set; }

    [Inject]
    public required SiteService Sites { get; init; }

    [Inject]
    public required SiteQueries Queries { get; init; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    private bool MayEdit => Actor.MayWork;

    private bool AllowsListing => View.Site.Connection is { } connection && Adapters.FindProfile(connection.Vendor)?.Search.AllowsListing is true;

    private IEnumerable<TestPatientKind> Kinds => AllowsListing
        ? [TestPatientKind.Mrn, TestPatientKind.FhirId, TestPatientKind.Search]
        : [TestPatientKind.Mrn, TestPatientKind.FhirId];

    private string Count => _saved switch
    {
        [] => "none named yet",
        [{ Kind: TestPatientKind.Search }] => "by a search",
        { Count: 1 } => "1 named",
        _ => $"{_saved.Count} named",
    };

    private string Label => _kind switch
    {
        TestPatientKind.Mrn => "Medical record numbers from the hospital",
        TestPatientKind.FhirId => "FHIR IDs from the hospital",
        TestPatientKind.Search => "Search",
    };

    private string Help => _kind switch
    {
        TestPatientKind.Mrn => "One a line, or separated by commas. Paste the whole list; it takes the place of the saved one.",
        TestPatientKind.FhirId => "The logical IDs, one a line; “Patient/” in front is fine. The list takes the place of the saved one.",
        TestPatientKind.Search => "Such as family=Okafor&_count=10. This vendor lets patients be listed, so the hospital need not name ten.",
    };

    private Result<IReadOnlyList<TestPatient>>? Parsed => string.IsNullOrWhiteSpace(_text) ? default(Result<IReadOnlyList<TestPatient>>?) : PatientList.Parse(_text, _kind);

    private string? Wrong => Parsed?.Refusal?.Message;

    private IReadOnlyList<TestPatient>? Named => _source is PatientSource.Paste ? Parsed?.Value : _taken.Count > 0 ? _taken : null;

    private string? Off => !MayEdit ? NotNow : Named is not null ? null : _source switch
    {
        PatientSource.File => "Choose the table that the hospital sent.",
        PatientSource.Lookup => "Look patients up and tick those to take.",
        PatientSource.Paste => Wrong is null ? "Paste the patients that the hospital named." : "Correct the list first.",
    };

    protected override async Task OnParametersSetAsync()
    {
        // What was seen when the form was opened stays what was seen, unless nobody touched the patients since.
        if (_opened && View.Site.PatientsFingerprint == _fingerprint)
        {
            _seen = View.Site.Version;
            return;
        }

        if (_opened && _editing && (_text.Length > 0 || _source is not PatientSource.Paste))
            return;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_opened, _fingerprint, _seen) = (true, View.Site.PatientsFingerprint, View.Site.Version);
        _saved = await Queries.PatientsAsync(View.Site.Id, CancellationToken.None);
        if (_saved.Count > 0)
            _kind = _saved[0].Kind;
        _editing = _saved.Count == 0;
    }

    private Task EditAsync()
    {
        (_editing, _refused) = (true, null);
        return Task.CompletedTask;
    }

    private void Leave() => (_editing, _text, _refused, _source, _taken) = (false, "", null, PatientSource.Paste, []);

    private void From(PatientSource source) => (_source, _taken) = (source, []);

    private void Take(IReadOnlyList<TestPatient> patients) => _taken = patients;

    private async Task SaveAsync()
    {
        if (Off is not null || Named is not { } named)
            return;
        var start = NotNow is null;
        var saved = await Sites.SavePatientsAsync(View.Site.Id, _seen, named, Actor, CancellationToken.None);
        _refused = saved.Refusal;
        if (saved.Value is not { } site)
        {
            // Told who saved meanwhile, the person may decide to save over it.
            if (_refused?.Code == "changed-meanwhile")
                (_fingerprint, _seen) = (View.Site.PatientsFingerprint, View.Site.Version);
            await OnSaved.InvokeAsync();
            return;
        }

        // The list leaves the page's memory the moment it is put away.
        (_text, _editing, _saved, _source, _taken) = ("", false, named, PatientSource.Paste, []);
        (_fingerprint, _seen) = (site.PatientsFingerprint, site.Version);
        if (start)
            await OnStart.InvokeAsync();
        else
            await OnSaved.InvokeAsync();
    }

    private static string Word(PatientSource source) => source switch
    {
        PatientSource.Paste => "Paste",
        PatientSource.File => "CSV file",
        PatientSource.Lookup => "Look up",
    };

    private static string Word(TestPatientKind kind) => kind switch
    {
        TestPatientKind.Mrn => "Medical record numbers",
        TestPatientKind.FhirId => "FHIR IDs",
        TestPatientKind.Search => "Search",
    };

    private static string Masked(TestPatient patient) => patient.Kind switch
    {
        TestPatientKind.Mrn => $"record {PatientMask.Of(patient)}",
        TestPatientKind.FhirId => $"id {PatientMask.Of(patient)}",
        TestPatientKind.Search => $"search {string.Join(", ", patient.Value.Split('&').Select(part => part.Split('=')[0]))}",
    };
}
