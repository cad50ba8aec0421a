using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Directories;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.Configure;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Controls;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Stages.Configure;

/// <summary>How to reach the hospital's EHR: a form made of the vendor's profile, linted while typed, saved and checked in one step.</summary>
public sealed partial class ConfigurePanel
{
    public const string DraftName = "configure";
    private PartForm<ConnectionForm> _form = null!;
    private IReadOnlyDictionary<string, FieldProblem> _problems = new Dictionary<string, FieldProblem>();
    private readonly HashSet<string> _left = [];
    private IReadOnlyList<TestPatient> _patients = [];
    private IReadOnlyList<Site> _duplicates = [];
    private IReadOnlyList<string> _allowed = [];
    private IReadOnlyList<FoundEntry> _published = [];
    private FormDraft? _draft;
    private TestPatientKind _kind;
    private string _patientText = "", _pem = "", _secret = "";
    private string? _patientError;
    private bool _saving, _pickedHere;

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required SiteService Sites { get; init; }

    [Inject]
    public required SiteQueries Queries { get; init; }

    [Inject]
    public required DuplicateSites Duplicates { get; init; }

    [Inject]
    public required DirectoryStore Directories { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required IOptions<OnboardingOptions> Options { get; init; }

    [Inject]
    public required AllowList Allowed { get; init; }

    protected override Stage Stage => Stage.Configure;

    private ConnectionForm Form => _form.Now;

    private VendorProfile? Profile => Adapters.FindProfile(Form.Vendor);

    private SecretFacts? Key => View.Secrets.FirstOrDefault(secret => secret.Kind is SecretKind.PrivateKey && secret.Environment == Form.Environment);

    private SecretFacts? ClientSecret => View.Secrets.FirstOrDefault(secret => secret.Kind is SecretKind.ClientSecret);

    private string JwksUrl => Options.Value.PublicBaseUrl.TrimEnd('/') + JwksEndpoint.PathOf(Site.Slug, Form.Environment);

    private string? KeyNotNow => Problems().GetValueOrDefault(FormProblems.BaseUrl) is { Blocks: true } ? "Enter the address first." : MayWork ? null : NotNow;

    private IReadOnlyList<ChoiceOption> Environments =>
    [
        .. Enum.GetValues<EhrEnvironment>().Where(environment => environment is not EhrEnvironment.Simulator || Options.Value.SimulatorHosts.Count > 0)
            .Select(environment => new ChoiceOption(Json.Word(environment), environment.Word())),
    ];

    private ConfigurationParts Changes =>
        (_form.Dirty ? ConfigurationParts.Connection : 0) | (Secret is null ? 0 : ConfigurationParts.Secrets) | (_patientText.Length > 0 ? ConfigurationParts.Patients : 0);

    private SecretInput? Secret => Form.Method switch
    {
        SignInMethod.PrivateKeyJwt when _pem.Trim().Length > 0 => new SecretInput.PrivateKey(_pem, Form.Algorithm, Form.KeyId.Length > 0 ? Form.KeyId : null),
        SignInMethod.ClientSecretBasic or SignInMethod.ClientSecretPost when _secret.Trim().Length > 0 => new SecretInput.ClientSecret(_secret),
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _form = new(ConnectionForm.Of(Site.Connection), Site.Version);
        _patients = await Queries.PatientsAsync(Site.Id, CancellationToken.None);
        if (_patients.Count > 0) _kind = _patients[0].Kind;
        _draft = await Drafts.FindAsync(Site.Id, DraftName, CancellationToken.None);
        if (_draft is not null) _form.Now = Json.Read<ConnectionForm>(_draft.Json);
        _published = await Directories.AtAsync(Form.BaseUrl, CancellationToken.None);
    }

    protected override void OnParametersSet()
    {
        // While we save, what arrives is our own change.
        if (!_saving) _form.Follow(ConnectionForm.Of(Site.Connection), Site.Version);
    }

    // An administrator may have opened the address since; whoever has the form open need not type it again.
    protected override async Task OnParametersSetAsync()
    {
        _allowed = await Allowed.LivingAsync(Site.Id, CancellationToken.None);
        _problems = Problems();
    }

    private static T Read<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Single(value => Json.Word(value) == word);

    /// <summary>The private host that nobody has allowed for this site yet; null where there is none.</summary>
    private string? ClosedHost =>
        _problems.GetValueOrDefault(FormProblems.BaseUrl) is { Code: FindingCodes.CfgPrivateAddr } ? Form.ToConnection()?.FhirBaseUrl.IdnHost : null;

    private IReadOnlyDictionary<string, FieldProblem> Problems() => FormProblems.Of(Form, Profile, Form.Environment is EhrEnvironment.Simulator ? Options.Value.SimulatorHosts : _allowed);

    // A field speaks up when it was left, not while the rest of the form is still empty.
    private FieldProblem? Problem(string field) => _left.Contains(field) ? _problems.GetValueOrDefault(field) : null;

    private string? Wrong(string field) => Problem(field) is { Blocks: true } problem ? problem.Text : null;

    private string? Doubtful(string field) => Problem(field) is { Blocks: false } problem ? problem.Text : null;

    private string? PemProblem => _pem.Length > 0 && SigningKeys.Check(_pem, Form.Algorithm) is { } finding ? finding.Cause : null;

    private async Task ChangeAsync(Func<ConnectionForm, ConnectionForm> change)
    {
        var before = Form;
        _form.Now = change(before);
        foreach (var field in FormProblems.Touched(before, Form)) _left.Add(field);
        _problems = Problems();
        _duplicates = Form.ToConnection() is { } connection ? await Duplicates.FindAsync(connection, Site.Id, CancellationToken.None) : [];
        if (before.BaseUrl != Form.BaseUrl)
            (_published, _pickedHere) = (await Directories.AtAsync(Form.BaseUrl, CancellationToken.None), false);
        if (MayWork) await Drafts.KeepAsync(Site.Id, DraftName, Form, _form.Seen, Actor, CancellationToken.None);
    }

    private Task TakeSimulatedAsync(SimulatedHospital hospital) => ChangeAsync(form => form.For(Adapters.FindProfile(hospital.Vendor)!) with
    {
        Environment = EhrEnvironment.Simulator,
        BaseUrl = hospital.FhirBaseUrl.OriginalString,
        Method = hospital.SignInMethods.Contains(form.Method) && form.Vendor == hospital.Vendor ? form.Method : hospital.SignInMethods[0],
        Options = new(hospital.VendorOptions.ToDictionary(), StringComparer.Ordinal),
    });

    // An address that tells no vendor is no reason to change the chosen one; where none is, plain FHIR R4 asks for nothing special.
    private async Task TakePublishedAsync(FoundEntry found)
    {
        await ChangeAsync(form => form.For(Adapters.FindProfile(found.Entry.Vendor ?? form.Vendor) ?? Adapters.Profiles.First(profile => profile.FhirBaseUrl.Shape is null)) with
        {
            BaseUrl = found.Entry.Address,
            Environment = found.Environment ?? form.Environment,
        });
        _pickedHere = found.Environment is not null;
        Announcer.Say($"{found.Entry.Name} is filled in");
    }

    private void TakePatients(string text)
    {
        _patientText = text.Trim();
        _patientError = _patientText.Length == 0 ? null : PatientList.Parse(_patientText, _kind).Refusal?.Message;
    }

    private async Task MakeKeyAsync()
    {
        if (await SaveConnectionAsync(new SecretInput.NewKeyPair(Form.Algorithm)))
            Announcer.Say("Key pair made. The public key's address is shown.");
        await OnChanged.InvokeAsync();
    }

    private async Task SaveAndCheckAsync()
    {
        if (_saving || NotNow is not null) return;
        _problems = Problems();
        _left.UnionWith(_problems.Keys);
        var blocking = _problems.Values.Count(problem => problem.Blocks) + (_patientError is null ? 0 : 1) + (PemProblem is null ? 0 : 1);
        if (blocking > 0)
        {
            Refused = new("form", $"{blocking} {(blocking == 1 ? "entry is" : "entries are")} to be corrected first, each marked at its field.");
            return;
        }

        if ((_form.Dirty || Secret is not null || Site.Connection is null) && !await SaveConnectionAsync(Secret)) return;
        if (_patientText.Length > 0 && !await SavePatientsAsync()) return;
        await StartAsync();
    }

    private async Task<bool> SaveConnectionAsync(SecretInput? secret)
    {
        if (Form.ToConnection() is not { } connection) return false;
        var saved = await WhileSavingAsync(() => Sites.SaveConnectionAsync(Site.Id, _form.Seen, connection, secret, Actor, CancellationToken.None));
        if (saved is null) return false;
        if (secret is not SecretInput.NewKeyPair) (_pem, _secret) = ("", "");
        await Drafts.DropAsync(Site.Id, DraftName, Actor, CancellationToken.None);
        _draft = null;
        return true;
    }

    private async Task<bool> SavePatientsAsync()
    {
        var named = PatientList.Parse(_patientText, _kind);
        if (named.Refusal is not null || await WhileSavingAsync(() => Sites.SavePatientsAsync(Site.Id, _form.Seen, named.Value!, Actor, CancellationToken.None)) is null)
            return false;
        (_patients, _patientText) = (named.Value!, "");
        return true;
    }

    private async Task<Site?> WhileSavingAsync(Func<Task<Result<Site>>> save)
    {
        _saving = true;
        try
        {
            var saved = await save();
            Refused = saved.Refusal;
            if (saved.Value is { } site) _form = new(ConnectionForm.Of(site.Connection), site.Version);
            return saved.Value;
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task DiscardAsync()
    {
        _form.TakeNewest();
        _draft = null;
        await Drafts.DropAsync(Site.Id, DraftName, Actor, CancellationToken.None);
    }

    private Task TakeNewestAsync() => DiscardAsync();
}
