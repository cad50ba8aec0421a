using EhrAdapters;
using EhrAdapters.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Keys;

/// <summary>The key pairs of one environment: which signs, which comes next, which is on its way out, and the one next step.</summary>
public sealed partial class KeyRingSection
{
    private const string Stops = "The site leaves live traffic: our API refuses its callers until the connection test passes with the new key and the site is taken live again.";
    private bool _bringing;
    private string? _algorithm;
    private string _pem = "", _keyId = "";

    [Parameter, EditorRequired]
    public required KeyRing Ring { get; set; }

    [Inject]
    public required KeyRings Rings { get; init; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required IOptions<OnboardingOptions> Options { get; init; }

    private IReadOnlyList<KeyFacts> Shown => [.. Ring.Keys.Where(key => key.State is not KeyState.Retired).OrderBy(key => key.State is KeyState.Active ? 0 : 1)];

    private string JwksUrl => Options.Value.PublicBaseUrl.TrimEnd('/') + JwksEndpoint.PathOf(Site.Slug, Environment);

    private IReadOnlyList<string> Algorithms =>
        Site.Connection is { } connection && Adapters.FindProfile(connection.Vendor) is { } profile ? profile.Algorithms : [SigningKeys.Rs384, SigningKeys.Es384];

    private string Algorithm => _algorithm ?? (Ring.Active is { } active && Algorithms.Contains(active.Algorithm) ? active.Algorithm : Algorithms[0]);

    private string? PemProblem => _pem.Trim().Length > 0 && SigningKeys.Check(_pem, KeyAlgorithm.Of(_pem)) is { } finding ? finding.Cause : null;

    private Task MakeAsync() => AddAsync(new SecretInput.NewKeyPair(Algorithm));

    private async Task ImportAsync()
    {
        var input = new SecretInput.PrivateKey(_pem, KeyAlgorithm.Of(_pem), _keyId.Length > 0 ? _keyId : null);
        // In once, and out of the page whatever becomes of it.
        _pem = "";
        if (await AddAsync(input)) (_keyId, _bringing) = ("", false);
    }

    private Task<bool> AddAsync(SecretInput input) => ActAsync(
        () => Rings.AddAsync(Site.Id, Site.Version, Environment, input, Me, CancellationToken.None),
        Ring.Active is null ? "The key pair is there and signs from now on" : "The next key is published beside the one in use");

    private async Task UseAsync(bool atOnce)
    {
        var text = atOnce
            ? $"The new key has been published for {Ago.Span(Now - Ring.Next!.CreatedAt)}. A hospital that still holds the old list of keys will refuse us, and sign-in may fail until it looks again, at most {Ago.Span(Ring.Overlap)} after the key was published.{(TouchesTraffic ? $" {Stops}" : "")}"
            : Stops;
        if (!await ConfirmAsync("Use the new key", text, "Use the new key", always: atOnce)) return;
        await ActAsync(() => Rings.UseNextAsync(Site.Id, Site.Version, Environment, atOnce, Me, CancellationToken.None), "The new key signs from now on");
    }

    private async Task GoBackAsync(KeyFacts key)
    {
        if (!await ConfirmAsync("Go back to the key before", "The evidence of the new key ends, and our API refuses callers until the connection test passes again.", "Go back")) return;
        await ActAsync(() => Rings.GoBackAsync(Site.Id, Site.Version, Environment, key.Id, Me, CancellationToken.None), "The key before signs again");
    }

    private async Task RetireAsync(KeyFacts key)
    {
        var early = key.State is KeyState.Retiring && Ring.RetireFrom(key) > Now;
        var text = "A hospital that still checks with it will refuse us, and there is no way back to it. Its private half is deleted.";
        if (early && !await ConfirmAsync("Retire the old key", text, "Retire at once")) return;
        await ActAsync(
            () => Rings.RetireAsync(Site.Id, Site.Version, Environment, key.Id, early, Me, CancellationToken.None),
            key.State is KeyState.Next ? "The next key is discarded" : "The old key is retired");
    }
}
