using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Portal.Components.Keys;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>What a site proves itself with and whom it believes, one environment at a time.</summary>
public sealed partial class SiteKeys
{
    private SiteView? _view;
    private KeyRing? _ring;
    private CertificateView? _certificate;
    private IReadOnlyList<TrustedAuthority> _authorities = [];
    private EhrEnvironment _environment;
    private Refusal? _refused;
    private bool _missing;

    [Parameter]
    public required string Slug { get; set; }

    /// <summary>Whose keys are shown; the connection's where null.</summary>
    [SupplyParameterFromQuery(Name = "environment")]
    public string? EnvironmentWord { get; set; }

    [Inject]
    public required SiteQueries Sites { get; init; }

    [Inject]
    public required KeyRings Rings { get; init; }

    [Inject]
    public required ClientCertificates Certificates { get; init; }

    [Inject]
    public required TrustedAuthorities Authorities { get; init; }

    [Inject]
    public required IOptions<OnboardingOptions> Options { get; init; }

    private IEnumerable<EhrEnvironment> Environments => Enum.GetValues<EhrEnvironment>()
        .Where(environment => environment is not EhrEnvironment.Simulator || Options.Value.SimulatorHosts.Count > 0 || environment == _environment);

    private KeysStep Step => Me.MayWork ? KeysSteps.Of(_view!.Site, Me, _ring!, _certificate!, _authorities, Clock.GetUtcNow()) : KeysStep.None;

    protected override async Task OnParametersSetAsync()
    {
        var opened = _view?.Site.Slug != Slug;
        await ReadAsync();
        if (opened && _view is not null) Follow(_view.Site.Id);
    }

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private async Task ReadAsync()
    {
        var view = await Sites.FindAsync(Slug, Gone);
        _missing = view is null;
        if (view is null) return;
        _environment = (EnvironmentWord is { } word ? PublicKeys.ReadEnvironment(word) : null) ?? view.Site.Connection?.Environment ?? EhrEnvironment.NonProduction;
        _ring = await Rings.FindAsync(view.Site, _environment, Gone);
        _certificate = await Certificates.FindAsync(view.Site.Id, _environment, Gone);
        _authorities = await Authorities.ListAsync(view.Site.Id, Gone);
        _view = view;
    }
}
